import type { Translation } from '../../catalogue.js';
import type { partners as english } from '../en/partners.js';

export const partners: Translation<typeof english> = {
  field: {
    new: 'Ou un nouveau partenaire',
    first: 'Partenaire',
    placeholder: 'Choisir un partenaire',
    missing: 'Choisissez un partenaire, ou nommez-en un nouveau.',
    both: 'Choisissez un partenaire ou nommez-en un nouveau, pas les deux.',
  },
  kind: {
    university: 'Université',
    public_body: 'Organisme public',
    company: 'Entreprise',
    association: 'Association ou fondation',
    agency: 'Agence',
    cluster: 'Cluster',
    cooperative: 'Coopérative',
    international_organisation: 'Organisation internationale',
    other: 'Partenaire',
  },
  show_usage: 'NOM',
  show_summary: 'La fiche d’un partenaire : conventions, interlocuteurs, rencontres, suivis',
  find_usage: 'TEXTE',
  find_summary: 'Chercher un partenaire par nom, sigle ou alias',
  national: 'national',
  international: 'international',
  owner: 'suivi par {{person}}',
  contacts: 'Interlocuteurs',
  show: 'Voir',
  none_yet:
    'Il n’y a pas encore de partenaire dans le registre. La première piste, rencontre ou convention en ajoutera un.',
  which: 'Quel partenaire ? Tapez son nom : `/partner fiche NOM`',
  not_found: 'Aucun partenaire ne s’appelle « {{typed}} ».',
  found_one: '{{count}} partenaire trouvé pour « {{typed}} »',
  found_other: '{{count}} partenaires trouvés pour « {{typed}} »',
  all_one: '{{count}} partenaire dans le registre',
  all_other: '{{count}} partenaires dans le registre',
  next_page: 'Page suivante',
  nothing_else: 'Ni convention, ni rencontre, ni suivi pour l’instant.',
};
