import type { Translation } from '../../catalogue.js';
import type { workspace as english } from '../en/workspace.js';

export const workspace: Translation<typeof english> = {
  axis: {
    research: 'Recherche',
    cooperation: 'Coopération scientifique et technique',
    continuing_education: 'Formation continue',
    internships: 'Stages',
    events: 'Manifestations communes',
  },
  form: {
    title: 'Réglages',
    language: 'Langue de l’espace de travail',
    language_hint:
      'Pour les récapitulatifs et les fiches publiées, et pour les personnes dont Slack n’est ni en français ni en anglais.',
    timeZone: 'Fuseau horaire',
    timeZone_hint: 'Par exemple Africa/Casablanca ou Europe/Paris.',
    workingDays: 'Jours ouvrés',
    holidayCountry: 'Jours fériés',
    holidayCountry_hint: 'Les jours fériés de ce pays sont chômés. Laissez vide si vous les travaillez tous.',
    holidayCountry_placeholder: 'Maroc',
    workedHolidays: 'Jours fériés travaillés',
    workedHolidays_hint:
      'Les fêtes qui suivent la lune sont calculées : si l’une est annoncée un autre jour, choisissez-la ici et écrivez le bon jour ci-dessous.',
    daysOff: 'Autres jours chômés',
    daysOff_hint: 'Un jour ou une période par ligne, par exemple 2027-08-01 – 2027-08-31.',
    leadTimeDays: 'Jours ouvrés pour décider',
    leadTimeDays_hint: 'Combien de jours ouvrés avant l’échéance un renouvellement doit être décidé.',
    referencePattern: 'Références des conventions',
    referencePattern_hint: '{number} est compté, {year} est l’année d’enregistrement : CONV-{year}-{number}.',
    signingSteps: 'Étapes avant la signature',
    signingSteps_hint: 'Une par ligne, dans l’ordre, huit au plus. La signature vient toujours en dernier.',
    signingSteps_placeholder: 'Visa juridique, vote du conseil…',
    officers: 'Chargés de partenariat',
    officers_hint:
      'Ils suivent les partenaires et les conventions, et décident des pistes que proposent les collègues.',
    heads: 'Responsables du bureau',
    officeChannel: 'Canal du bureau',
    officeChannel_hint:
      'Pour ce qui concerne tout le bureau, par exemple le départ d’un collègue. Sans canal, chaque chargé est prévenu directement.',
    escalateAfterDays: 'Jours ouvrés avant d’alerter quelqu’un d’autre',
    escalateAfterDays_hint: 'D’un suivi en retard, une seule fois. Vide : personne d’autre n’est alerté.',
    escalateTo: 'Qui alerter ?',
  },
  escalate_to: {
    deputy: 'Le suppléant du partenaire, à défaut son responsable',
    channel: 'Le canal du partenaire, à défaut celui du bureau',
  },
  language: { fr: 'Français', en: 'Anglais' },
  weekday: {
    monday: 'Lundi',
    tuesday: 'Mardi',
    wednesday: 'Mercredi',
    thursday: 'Jeudi',
    friday: 'Vendredi',
    saturday: 'Samedi',
    sunday: 'Dimanche',
  },
  unknown_time_zone: 'Ce n’est pas un fuseau horaire. Écrivez-le comme Africa/Casablanca.',
  reference_problem: {
    number: 'Le modèle demande {number} une fois, par exemple CONV-{year}-{number}.',
    field: 'Seuls {year} et {number} peuvent être remplis.',
  },
  signing_steps_problem: 'Donnez au plus huit étapes, de 60 caractères au plus.',
  no_working_day: 'Choisissez au moins un jour ouvré.',
  no_holidays_known:
    'Les jours fériés de ce pays ne sont pas connus. Laissez vide et écrivez-les parmi les autres jours chômés.',
  unread_day_off:
    '« {{line}} » n’est pas un jour. Écrivez 2027-08-01, ou 2027-08-01 – 2027-08-31 pour une période.',
  no_member:
    'Choisissez un collègue de cet espace de travail : les invités et les applications n’ont pas accès au registre.',
  members_only:
    'Choisissez seulement des collègues de cet espace de travail : les invités, les applications et les personnes parties ne peuvent pas être du bureau.',
  settings_saved: 'Les réglages sont enregistrés.',
  settings_summary: 'Langue, jours ouvrés, numérotation et signature des conventions, équipe du bureau',
  administrators_only:
    'Seul un administrateur de cet espace de travail Slack peut modifier les réglages. Les voici :',
  settings_line:
    '{{language}} · {{timeZone}} · jours ouvrés : {{days}} · {{leadTime}} jours ouvrés pour décider',
  holidays_of: 'jours fériés : {{country}}',
  without_holidays: 'aucun jour férié',
  days_off_line: 'Jours chômés – {{holidays}} ; les prochains : {{days}}',
  days_off_none: 'Jours chômés – {{holidays}}',
  undo_summary: 'Annule votre dernière modification, dans les dix minutes',
  latest_change: 'Votre dernière modification : {{action}}.',
  undone: 'Annulé : {{action}}.',
  nothing_to_undo: 'Vous n’avez rien modifié ces dix dernières minutes : il n’y a rien à annuler.',
  undo_too_late: 'Il n’est plus possible d’annuler : plus de dix minutes se sont écoulées.',
  undo_not_yours: 'Seule la personne qui a fait cette modification peut l’annuler.',
  undo_already: 'Cette modification a déjà été annulée.',
  undo_changed_since: 'Impossible d’annuler : un élément qui en dépend a été modifié depuis.',
  away: '{{person}} (absence jusqu’au {{day}} : {{deputy}})',
  saved_by_you: 'Enregistré. Vous seul voyez cette fiche.',
};
