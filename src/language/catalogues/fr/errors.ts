import type { Translation } from '../../catalogue.js';
import type { errors as english } from '../en/errors.js';

export const errors: Translation<typeof english> = {
  refused:
    'Partnership Desk est réservé aux membres de cet espace de travail. Les invités et les personnes d’autres organisations n’y ont pas accès ; le bureau des partenariats peut vous renseigner.',
  stale: 'Ce bouton vient d’une ancienne version de l’application. Tapez `/partner` pour continuer.',
  unexpected:
    'Un problème est survenu de notre côté, et rien n’a été modifié. Veuillez réessayer ; si cela se reproduit, donnez cette référence à votre administrateur : {{reference}}',
  slow_save:
    'L’enregistrement prend plus de temps que d’habitude. Votre saisie est conservée : appuyez de nouveau sur Enregistrer dans un instant, elle ne sera enregistrée qu’une fois.',
  updated: 'Mis à jour',
};
