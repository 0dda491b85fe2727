import type { Translation } from '../../catalogue.js';
import type { form as english } from '../en/form.js';

export const form: Translation<typeof english> = {
  save: 'Enregistrer',
  cancel: 'Annuler',
  required: 'Veuillez remplir ce champ.',
  number: 'Veuillez donner un nombre entier entre {{min}} et {{max}}.',
};
