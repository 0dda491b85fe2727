import type { Translation } from '../../catalogue.js';
import type { form as english } from '../en/form.js';

export const form: Translation<typeof english> = {
  save: 'Enregistrer',
  cancel: 'Annuler',
  required: 'Veuillez remplir ce champ.',
  number: 'Veuillez donner un nombre entier entre {{min}} et {{max}}.',
  look_again:
    'Vérifiez ce qui est signalé. Rien de ce que vous avez saisi n’est perdu ; enregistrez à nouveau pour continuer.',
  meanwhile: {
    gone: 'Cet élément n’est plus dans le registre : quelqu’un l’a retiré entre-temps. Rien n’a été enregistré ; copiez ce dont vous avez encore besoin.',
    changed:
      '*Quelqu’un a modifié cette fiche entre-temps.* Rien de ce que vous avez saisi n’est perdu, et rien n’est encore enregistré. Vérifiez ce qui est signalé, puis enregistrez à nouveau.',
    conflict: 'Modifié entre-temps en : {{value}}. Enregistrez à nouveau pour mettre votre texte à la place.',
    conflict_empty: 'Vidé entre-temps. Enregistrez à nouveau pour mettre votre texte à la place.',
    kept: 'Modifié entre-temps en : {{value}}. Cela reste ainsi, sauf si vous le modifiez ici.',
    kept_empty: 'Vidé entre-temps. Cela reste ainsi, sauf si vous le modifiez ici.',
    kept_line: '{{field}} → {{value}}',
    nothing: 'rien',
    kept_heading: 'Un collègue a modifié ceci entre-temps, et c’est conservé :',
  },
};
