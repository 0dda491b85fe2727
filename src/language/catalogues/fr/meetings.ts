import type { Translation } from '../../catalogue.js';
import type { meetings as english } from '../en/meetings.js';

export const meetings: Translation<typeof english> = {
  form: {
    title: 'Noter une rencontre',
    edit_title: 'Rencontre',
    partners: 'Avec quels partenaires ?',
    heldOn: 'Quand ?',
    kind: 'De quoi s’agissait-il ?',
    notes: 'Notes',
    notes_placeholder: 'Ce qui s’est dit. - [ ] envoyer le projet @amina avant vendredi',
    notes_hint:
      'Une ligne avec une case vide devient un suivi : - [ ] envoyer le projet @amina avant vendredi',
    followUps: 'Suivis',
    followUps_hint: 'Un par ligne : quoi, @qui, pour quand. Pour ceux qui ne sont pas dans les notes.',
    followUps_placeholder: 'Envoyer le projet @amina avant vendredi',
    decisions: 'Ce qui a été décidé',
    nextOn: 'Prochaine rencontre',
    ourPeople: 'De notre côté',
    theirPeople: 'De leur côté',
    place: 'Lieu',
  },
  kind: {
    meeting: 'Réunion',
    call: 'Appel',
    visit: 'Visite',
    working_session: 'Séance de travail',
    event: 'Manifestation',
  },
  with: '{{kind}} avec {{partners}}',
  decided: 'Décidé :',
  edit: 'Modifier la rencontre',
  new: 'Noter une rencontre',
  understood_one: 'Un suivi noté',
  understood_other: '{{count}} suivis notés',
  saved: 'Rencontre avec {{partners}} enregistrée',
  next_meeting: 'Prochaine rencontre avec {{partners}}',
  unknown_person:
    'Je ne connais pas de collègue du nom de {{typed}} (dans « {{line}} »). Écrivez le nom comme Slack l’affiche, ou retirez-le.',
  ambiguous_person:
    'Plusieurs collègues portent le nom {{typed}} (dans « {{line}} »). Écrivez l’un de ceux-ci : {{names}}.',
  gone: 'Cette rencontre n’est plus dans le registre. Copiez vos notes et enregistrez-la à nouveau.',
  partner_gone: 'Ce partenaire n’est plus dans le registre. Choisissez-en un autre, ou nommez-le à nouveau.',
  dossier_one: '{{count}} rencontre pendant la période',
  dossier_other: '{{count}} rencontres pendant la période',
  dossier_none: 'Aucune rencontre pendant la période.',
  of_partner_one: 'Dernière rencontre',
  of_partner_other: 'Dernières des {{count}} rencontres',
  usage: '[partenaire]',
  summary: 'Noter une réunion, un appel ou une visite, avec ses suivis',
};
