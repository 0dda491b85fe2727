import type { Translation } from '../../catalogue.js';
import type { leavers as english } from '../en/leavers.js';

export const leavers: Translation<typeof english> = {
  form: {
    title: 'Tout transmettre',
    one_title: 'Transmettre',
    to: 'Qui prend la suite ?',
    to_hint: 'La personne est prévenue aussitôt. Vous pouvez annuler dans les dix minutes.',
  },
  kind: {
    partner: 'Partenaire',
    lead: 'Piste',
    agreement: 'Convention',
    commitment: 'Engagement',
    follow_up: 'Suivi',
    subscription: 'Abonnement',
  },
  count: {
    partner_one: '{{count}} partenaire',
    partner_other: '{{count}} partenaires',
    lead_one: '{{count}} piste',
    lead_other: '{{count}} pistes',
    agreement_one: '{{count}} convention',
    agreement_other: '{{count}} conventions',
    commitment_one: '{{count}} engagement en cours',
    commitment_other: '{{count}} engagements en cours',
    follow_up_one: '{{count}} suivi ouvert',
    follow_up_other: '{{count}} suivis ouverts',
    subscription_one: '{{count}} abonnement à des récapitulatifs',
    subscription_other: '{{count}} abonnements à des récapitulatifs',
  },
  left: 'Le compte Slack de {{person}} a été désactivé ({{day}}).',
  left_text: 'Un collègue est parti : qui prend la suite ?',
  is_back: 'Le compte Slack de {{person}} est actif.',
  looks_after:
    'Encore à son nom : {{what}}. Rien n’a été supprimé, et cette personne ne reçoit plus de rappel.',
  all_handed: '✓ Plus rien n’est à son nom.',
  hand_all: 'Tout transmettre à…',
  singly: 'Transmettre un par un',
  give: 'Transmettre à…',
  usage: '[@personne]',
  summary: 'Transmettre ce que suit un collègue',
  unknown:
    'Je ne connais aucun collègue du nom de {{typed}}. Choisissez la personne parmi ce que Slack propose après le @.',
  officers_only:
    'Seul le bureau des partenariats peut transmettre ce que suit un collègue. Adressez-vous à un chargé de partenariat.',
  same_person: 'C’est déjà à son nom. Choisissez quelqu’un d’autre.',
  no_member:
    'Choisissez un collègue de cet espace de travail : les invités, les applications et les personnes parties ne peuvent pas prendre la suite.',
  handed_meanwhile: 'Cela a été transmis ou réglé entre-temps. Rien n’a été modifié.',
  handed: 'Transmis à {{person}} : {{what}}.',
  handed_text: 'Transmis',
  given: '{{name}} vous a transmis ce que suivait {{person}} : {{what}}.',
  given_text: '{{name}} vous a transmis : {{what}}',
  nothing: 'Rien n’est au nom de {{person}} pour le moment.',
  nothing_text: 'Rien à transmettre',
  list: 'Au nom de {{person}} : {{what}}.',
  list_text: 'Ce qui est à transmettre',
  nobody:
    'Plus rien n’est au nom d’une personne partie. `/partner passation @personne` montre ce que suit n’importe quel collègue.',
  title: 'Ces collègues sont partis ; qui prend la suite ?',
  absence: {
    form: {
      title: 'Absence',
      until: 'Absence jusqu’au (ce jour compris)',
      deputy: 'Suppléant',
      deputy_hint: 'Reçoit, comme vous, les suivis qui vous sont confiés entre-temps.',
    },
    usage: 'jusqu’au JOUR @suppléant',
    summary: 'Signaler votre absence, et qui reçoit aussi vos suivis entre-temps',
    back_summary: 'Signaler la fin de votre absence',
    back: 'Je suis de retour',
    saved: 'Absence notée jusqu’au {{day}} inclus. {{person}} reçoit les mêmes messages que vous.',
    saved_text: 'Absence notée jusqu’au {{day}}',
    ended: 'Bon retour : vos suivis n’arrivent désormais qu’à vous.',
    not_away:
      'À ma connaissance, aucune absence n’est notée pour vous. `/partner absence jusqu’à vendredi @collègue` le signale.',
    past_day: 'Ce jour est passé. Choisissez aujourd’hui ou un jour à venir.',
    no_deputy: 'Choisissez un autre collègue de cet espace de travail.',
  },
};
