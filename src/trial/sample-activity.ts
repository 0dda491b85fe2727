import { addDays, addMonths, type Day, toDay } from '../calendar/day.js';
import type { Who } from './sample-partners.js';

export interface MeetingFact {
  readonly key: string;
  readonly partners: readonly string[];
  readonly kind: 'meeting' | 'call' | 'visit' | 'working_session' | 'event';
  readonly heldOn: Day;
  readonly heldAtTime?: string;
  readonly place?: string;
  readonly link?: string;
  readonly ours: readonly Who[];
  readonly theirPeople?: string;
  /** Contacts who were there: a partner's key, and the name. */
  readonly theirs?: readonly (readonly [partner: string, name: string])[];
  /** The keys of leads and agreements that it was about. */
  readonly leads?: readonly string[];
  readonly agreements?: readonly string[];
  readonly notes: string;
  readonly decisions?: string;
  readonly nextOn?: Day;
}

export interface LeadFact {
  readonly key: string;
  readonly partner: string;
  readonly object: string;
  readonly stage:
    | 'identified'
    | 'contacted'
    | 'in_discussion'
    | 'proposal_sent'
    | 'negotiation'
    | 'won'
    | 'lost';
  /** How many days ago it came to that stage. */
  readonly daysAtStage: number;
  readonly axes: readonly string[];
  readonly source?: string;
  readonly needs?: string;
  readonly offer?: string;
  /** Which parts its proposal has (see leads/lead-checklist.ts). */
  readonly proposalParts?: readonly string[];
  readonly expectedSignatureOn?: Day;
  readonly owner: Who;
}

export interface FollowUpFact {
  readonly key: string;
  readonly text: string;
  readonly assignee: Who;
  readonly dueOn?: Day;
  readonly settled?: boolean;
  readonly priority?: 'low' | 'high';
  /** What the partner is waited for to do. */
  readonly waitsFor?: string;
  readonly everyMonths?: number;
  /** What somebody else said of it. */
  readonly comment?: { readonly by: Who; readonly text: string };
  readonly partner: string;
  readonly lead?: string;
  readonly agreement?: string;
  readonly meeting?: string;
}

// The page that tells of these meetings names no day. A meeting needs one, so each note says that it is provisional.
const provisionalDay = toDay('2020-02-01');
const provisional = 'Jour non indiqué par la source : la date est provisoire.';

/** What the notes of some kinds of meetings begin with. */
export const noteTemplates = {
  visit: 'Ce que nous avons vu :\nCe qu’ils proposent :\nSuites :',
  working_session: 'Ordre du jour :\nÉchanges :\nSuites :',
};

/** The meetings that the public page of the Erasmus+ office tells of. */
export const realMeetings: readonly MeetingFact[] = [
  {
    key: 'ares-network',
    partners: ['ares'],
    kind: 'working_session',
    heldOn: provisionalDay,
    ours: [],
    notes: `Mise en réseau des établissements marocains et belges : événements, annuaire, pôles de compétences (en cours). ${provisional}`,
    decisions:
      'Former au montage de projets et à la gestion des relations internationales ; s’inviter aux événements.',
  },
  {
    key: 'bij-mobility',
    partners: ['bij'],
    kind: 'meeting',
    heldOn: provisionalDay,
    ours: [],
    notes: `Rapprocher les sociétés civiles marocaine et belge autour de projets de mobilité Erasmus+. ${provisional}`,
  },
  {
    key: 'auf-projects',
    partners: ['auf'],
    kind: 'meeting',
    heldOn: provisionalDay,
    ours: [],
    notes: `Articuler les projets Erasmus+ et ceux de l’AUF ; accompagner ensemble les universités. ${provisional}`,
  },
  {
    key: 'region-visit',
    partners: ['region'],
    kind: 'visit',
    heldOn: provisionalDay,
    ours: [],
    theirPeople: 'Équipe coopération et partenariat',
    notes: `Participation à Erasmus+ : mobilité, renforcement de capacités, formation professionnelle. ${provisional}`,
  },
  {
    key: 'tamkine-associations',
    partners: ['tamkine'],
    kind: 'working_session',
    heldOn: provisionalDay,
    ours: [],
    notes: `Mieux associer les associations et fondations au programme Erasmus+ ; renforcer leurs capacités. ${provisional}`,
  },
];

/** Meetings with the invented partners, some long ago and some just now. */
export function inventedMeetings(today: Day): MeetingFact[] {
  return [
    {
      key: 'eldorado-call',
      partners: ['eldorado'],
      kind: 'call',
      heldOn: addDays(today, -6),
      ours: ['officer'],
      theirs: [['eldorado', 'Aurore Dorée']],
      heldAtTime: '10:30',
      agreements: ['eldorado-training'],
      notes:
        'La coopérative veut une session de formation de plus, et hésite à reconduire aux mêmes conditions.',
      decisions: 'Décider de la reconduction avant la date limite de dénonciation.',
    },
    {
      key: 'lyonesse-steering',
      partners: ['lyonesse', 'atlantide'],
      kind: 'working_session',
      heldOn: addDays(today, -15),
      link: 'https://visio.example/lyonesse',
      ours: ['international', 'head'],
      theirs: [
        ['lyonesse', 'Yseult Rivage'],
        ['atlantide', 'Nérée Abysse'],
      ],
      agreements: ['lyonesse-internships'],
      notes: 'Shared internships: the three universities compare their calendars.',
      nextOn: addDays(today, 5),
    },
    {
      key: 'avalon-visit',
      partners: ['avalon'],
      kind: 'visit',
      heldOn: addDays(today, -33),
      place: 'Site d’Avalon Biotech',
      ours: ['focalPoint'],
      theirs: [['avalon', 'Morgane Pommier']],
      notes: 'Visite des laboratoires ; six stages possibles dès le printemps.',
    },
    {
      key: 'thule-annual',
      partners: ['thule'],
      kind: 'meeting',
      heldOn: addMonths(today, -14),
      ours: ['head'],
      notes: 'Rencontre annuelle. Bilan technique satisfaisant.',
    },
    {
      key: 'ys-event',
      partners: ['ys', 'cocagne'],
      kind: 'event',
      heldOn: addMonths(today, -3),
      place: 'Place du Port',
      ours: ['officer', 'focalPoint'],
      notes: 'Semaine de la science : 400 visiteurs, à refaire avec un programme pour les écoles.',
    },
  ];
}

/** The pipeline: every stage, and some leads that have stood still for long. */
export function inventedLeads(today: Day): LeadFact[] {
  return [
    {
      key: 'laputa-internships',
      partner: 'laputa',
      object: 'Stages en aéronautique',
      stage: 'in_discussion',
      daysAtStage: 12,
      axes: ['internships'],
      source: 'Forum des entreprises',
      needs: 'Des stagiaires de six mois en matériaux composites',
      offer: 'Deux promotions, un tuteur par équipe',
      expectedSignatureOn: addMonths(today, 3),
      owner: 'focalPoint',
    },
    {
      key: 'pays-imaginaire-mobility',
      partner: 'pays-imaginaire',
      object: 'Mobility of drama students',
      stage: 'proposal_sent',
      daysAtStage: 47,
      axes: ['events'],
      source: 'International fair',
      owner: 'international',
    },
    {
      key: 'broceliande-botany',
      partner: 'broceliande',
      object: 'Recherche en botanique des forêts',
      stage: 'negotiation',
      daysAtStage: 8,
      proposalParts: ['signatories', 'object', 'commitments'],
      axes: ['research'],
      expectedSignatureOn: addDays(today, 35),
      owner: 'head',
    },
    {
      key: 'erewhon-training',
      partner: 'erewhon',
      object: 'Formation continue aux métiers du logiciel',
      stage: 'contacted',
      daysAtStage: 95,
      axes: ['continuing_education'],
      owner: 'focalPoint',
    },
    {
      key: 'hyperboree-chair',
      partner: 'hyperboree',
      object: 'Chaire énergie du Nord',
      stage: 'identified',
      daysAtStage: 20,
      axes: ['research', 'cooperation'],
      owner: 'officer',
    },
    {
      key: 'shangri-la-signed',
      partner: 'shangri-la',
      object: 'Partage de données d’observation',
      stage: 'won',
      daysAtStage: 5,
      axes: ['research'],
      owner: 'international',
    },
    {
      key: 'utopia-summer-school',
      partner: 'utopia',
      object: 'École d’été',
      stage: 'lost',
      daysAtStage: 120,
      axes: ['events'],
      owner: 'head',
    },
  ];
}

/** What people have to do: late, today, this week, later, without a day, and done. */
export function inventedFollowUps(today: Day): FollowUpFact[] {
  const task = (
    key: string,
    text: string,
    assignee: Who,
    days: number | null,
    about: Omit<FollowUpFact, 'key' | 'text' | 'assignee' | 'dueOn'>,
  ): FollowUpFact => ({
    key,
    text,
    assignee,
    ...(days === null ? {} : { dueOn: addDays(today, days) }),
    ...about,
  });
  return [
    task('utopia-archive', 'Retrouver la durée de la convention dans les archives', 'officer', -21, {
      partner: 'utopia',
      agreement: 'utopia-research',
    }),
    task('pays-imaginaire-reminder', 'Remind them of our proposal', 'international', -9, {
      partner: 'pays-imaginaire',
      lead: 'pays-imaginaire-mobility',
    }),
    task('hyperboree-report', 'Demander le bilan des Journées de l’énergie', 'officer', -2, {
      partner: 'hyperboree',
      agreement: 'hyperboree-events',
    }),
    task('eldorado-decision', 'Préparer la note de reconduction pour la présidence', 'head', 0, {
      partner: 'eldorado',
      agreement: 'eldorado-training',
      meeting: 'eldorado-call',
      priority: 'high',
      comment: { by: 'officer', text: 'Le bilan de la formation est dans le compte rendu de l’appel.' },
    }),
    task('eldorado-session', 'Proposer deux dates pour la session de formation', 'officer', 0, {
      partner: 'eldorado',
      meeting: 'eldorado-call',
    }),
    task('atlantide-renewal', 'Envoyer le projet de renouvellement', 'international', 2, {
      partner: 'atlantide',
      agreement: 'atlantide-framework',
    }),
    task('laputa-topics', 'Recueillir les sujets de stage auprès des départements', 'focalPoint', 3, {
      partner: 'laputa',
      lead: 'laputa-internships',
    }),
    task('broceliande-clauses', 'Relire les clauses de propriété intellectuelle', 'head', 4, {
      partner: 'broceliande',
      lead: 'broceliande-botany',
    }),
    task('lyonesse-calendar', 'Circulate the common internship calendar', 'international', 5, {
      partner: 'lyonesse',
      meeting: 'lyonesse-steering',
    }),
    task('ys-schools', 'Écrire aux écoles pour la prochaine Semaine de la science', 'officer', 18, {
      partner: 'ys',
      meeting: 'ys-event',
    }),
    task('thule-meeting', 'Fixer la rencontre annuelle', 'head', 30, { partner: 'thule', everyMonths: 12 }),
    task('lyonesse-signed-copy', 'Obtenir l’exemplaire signé', 'officer', 6, {
      partner: 'lyonesse',
      waitsFor: 'la signature de leur direction',
    }),
    task('avalon-contacts', 'Compléter les coordonnées des tuteurs', 'focalPoint', null, {
      partner: 'avalon',
      meeting: 'avalon-visit',
    }),
    task('avalon-letter', 'Faire signer la lettre d’intention', 'focalPoint', -40, {
      partner: 'avalon',
      agreement: 'avalon-intent',
      settled: true,
    }),
  ];
}
