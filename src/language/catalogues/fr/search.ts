import type { Translation } from '../../catalogue.js';
import type { search as english } from '../en/search.js';

export const search: Translation<typeof english> = {
  usage: 'TEXTE',
  summary: 'Chercher parmi partenaires, interlocuteurs, conventions, pistes et notes de rencontre',
  kind: {
    partner: 'Partenaire',
    contact: 'Interlocuteur',
    agreement: 'Convention',
    lead: 'Piste',
    meeting: 'Rencontre',
  },
  found: 'Trouvé pour « {{typed}} »',
  nearest: 'Rien ne dit exactement « {{typed}} ». Au plus près :',
  nothing: 'Rien dans le registre ne dit « {{typed}} », ni quoi que ce soit d’approchant.',
  none_yet:
    'Il n’y a pas encore de partenaire dans le registre. La première piste, rencontre ou convention en ajoutera un.',
  all_one: '{{count}} partenaire dans le registre',
  all_other: '{{count}} partenaires dans le registre',
  page: 'Page {{number}}',
  show: 'Voir',
  new_partner: 'Nouveau partenaire',
};
