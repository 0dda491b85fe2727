import type { Translation } from '../../catalogue.js';
import type { shared as english } from '../en/shared.js';

export const shared: Translation<typeof english> = {
  post: 'Publier dans le canal',
  posted: 'Publié dans le canal.',
  posted_by: 'Montré par {{name}}',
  gone: 'Cet élément n’est plus dans le registre.',
  no_channel: 'Il n’y a pas de canal où publier ici. Utilisez la commande dans un canal.',
  refused:
    'Je n’ai pas le droit d’écrire dans ce canal. Invitez-moi avec `/invite @Partnership Desk`, puis réessayez.',
  later: 'Slack n’accepte pas de messages en ce moment. Veuillez réessayer dans une minute.',
  previous_page: 'Page précédente',
  next_page: 'Page suivante',
  undo: 'Annuler cette action',
};
