import type { Translation } from '../../catalogue.js';
import type { changes as english } from '../en/changes.js';

export const changes: Translation<typeof english> = {
  settings_changed: 'la modification des réglages',
  lead_created: 'la nouvelle piste',
  lead_edited: 'la modification de la piste',
  lead_moved: 'la nouvelle étape de la piste',
  meeting_logged: 'la rencontre enregistrée',
  meeting_edited: 'la modification de la rencontre',
  agreement_registered: 'la convention enregistrée',
  agreement_edited: 'la modification de la convention',
  renewal_decided: 'la décision de renouvellement',
  follow_up_created: 'le nouveau suivi',
  follow_up_edited: 'la modification du suivi',
  follow_up_done: 'le suivi marqué comme fait',
  follow_up_snoozed: 'la nouvelle date du suivi',
  follow_up_reassigned: 'la réattribution du suivi',
  subscription_created: 'le nouvel abonnement',
  subscription_paused: 'la mise en pause de l’abonnement',
  subscription_resumed: 'la reprise de l’abonnement',
  subscription_removed: 'la fin de l’abonnement',
};
