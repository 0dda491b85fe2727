import type { Amends } from '../agreements/amendment.js';
import type { ReviewKind, Score } from '../agreements/review.js';
import { addDays, addMonths, type Day, toDay } from '../calendar/day.js';
import type { Who } from './sample-partners.js';

/** An agreement; `partner` and `parent` are keys. */
export interface AgreementFact {
  readonly key: string;
  readonly partner: string;
  readonly parent?: string;
  readonly kind: 'framework' | 'specific' | 'amendment' | 'letter_of_intent';
  readonly reference: string;
  readonly title: string;
  readonly object?: string;
  readonly axes?: readonly string[];
  readonly signedOn?: Day;
  readonly startsOn?: Day;
  readonly term:
    | { readonly kind: 'fixed_end'; readonly endsOn: Day }
    | { readonly kind: 'period'; readonly months: number }
    | { readonly kind: 'open_ended' }
    | { readonly kind: 'unknown' };
  readonly renewal?: 'express' | 'tacit';
  readonly renewalMonths?: number;
  readonly renewalLimit?: number;
  readonly noticeMonths?: number;
  readonly signatories?: string;
  readonly commitments?: string;
  readonly finances?: string;
  /** What an amendment changes. */
  readonly amends?: Amends;
  readonly reviewCriteria?: readonly string[];
  readonly owner: Who;
}

/** A review of an agreement, which is named by its key. */
export interface ReviewFact {
  readonly agreement: string;
  readonly kind: ReviewKind;
  readonly heldOn: Day;
  readonly scores: readonly Score[];
  readonly comment: string;
  readonly by: Who;
}

/** The two agreements that the public pages tell of. */
export const realAgreements: readonly AgreementFact[] = [
  {
    key: 'odco-framework',
    partner: 'odco',
    kind: 'framework',
    reference: 'CC-2020-ODCO',
    title: 'Convention-cadre UM6P – ODCO',
    object:
      'Promouvoir l’économie sociale et solidaire au Maroc et en Afrique ; des conventions spécifiques en découlent.',
    axes: ['research', 'cooperation', 'continuing_education'],
    signedOn: toDay('2020-09-24'),
    startsOn: toDay('2020-09-24'),
    term: { kind: 'period', months: 60 },
    signatories: 'UM6P ; ODCO',
    commitments:
      'Formations professionnelles, dispositifs d’appui aux coopératives, recherche-action, échange de données.',
    owner: 'head',
  },
  {
    key: 'mnc-agreement',
    partner: 'mnc',
    kind: 'framework',
    reference: 'CP-2020-MNC',
    title: 'Convention Université Hassan 1er – Maroc Numeric Cluster',
    object:
      'Insertion des jeunes, porteurs de projets innovants, métiers du digital. Annoncée en octobre 2020 ; le jour et la durée ne sont pas connus.',
    axes: ['cooperation', 'continuing_education', 'internships'],
    term: { kind: 'unknown' },
    signatories: 'Université Hassan 1er (Cité de l’Innovation) ; Maroc Numeric Cluster',
    commitments:
      'Cluster : mettre en service la plateforme Fiware. Université : un espace d’accueil des étudiants. Ensemble : stages et formations.',
    owner: 'head',
  },
];

/** Agreements of the invented partners, laid around `today` so that every list has something to show. */
export function inventedAgreements(today: Day): AgreementFact[] {
  const noticeSoonEnd = addMonths(addDays(today, 18), 3);
  const frameworkStart = addMonths(today, -40);
  const frameworkEnd = addDays(addMonths(frameworkStart, 48), -1);
  return [
    {
      key: 'atlantide-framework',
      partner: 'atlantide',
      kind: 'framework',
      reference: 'CC-ATL-01',
      title: 'Convention-cadre de recherche et de mobilité',
      axes: ['research', 'internships'],
      signedOn: addMonths(today, -35),
      startsOn: addMonths(today, -35),
      term: { kind: 'fixed_end', endsOn: addDays(today, 40) },
      renewal: 'express',
      signatories: 'Les deux présidences',
      owner: 'international',
    },
    {
      key: 'eldorado-training',
      partner: 'eldorado',
      kind: 'framework',
      reference: 'CC-ELD-01',
      title: 'Formation continue des coopérateurs',
      axes: ['continuing_education'],
      signedOn: addMonths(noticeSoonEnd, -25),
      startsOn: addDays(addMonths(noticeSoonEnd, -24), 1),
      term: { kind: 'fixed_end', endsOn: noticeSoonEnd },
      renewal: 'tacit',
      renewalMonths: 12,
      noticeMonths: 3,
      finances: 'Frais de formation partagés par moitié',
      owner: 'officer',
    },
    {
      key: 'hyperboree-events',
      partner: 'hyperboree',
      kind: 'specific',
      reference: 'CS-HYP-01',
      title: 'Journées de l’énergie',
      axes: ['events'],
      startsOn: addMonths(today, -13),
      term: { kind: 'fixed_end', endsOn: addDays(today, -20) },
      owner: 'officer',
    },
    {
      key: 'utopia-research',
      partner: 'utopia',
      kind: 'framework',
      reference: 'CC-UTO-01',
      title: 'Coopération de recherche (durée à retrouver)',
      axes: ['research'],
      signedOn: addMonths(today, -50),
      term: { kind: 'unknown' },
      owner: 'head',
    },
    {
      key: 'lyonesse-framework',
      partner: 'lyonesse',
      kind: 'framework',
      reference: 'CC-ULY-01',
      title: 'Convention-cadre de coopération',
      axes: ['research', 'internships', 'events'],
      signedOn: addDays(frameworkStart, -15),
      startsOn: frameworkStart,
      term: { kind: 'period', months: 48 },
      renewal: 'express',
      noticeMonths: 6,
      signatories: 'Université de l’Atlas ; Université de Lyonesse',
      reviewCriteria: ['Mobilité des étudiants', 'Recherche commune', 'Suivi et rencontres'],
      owner: 'international',
    },
    {
      key: 'lyonesse-internships',
      partner: 'lyonesse',
      parent: 'lyonesse-framework',
      kind: 'specific',
      reference: 'CS-ULY-01',
      title: 'Stages croisés d’étudiants',
      axes: ['internships'],
      startsOn: addMonths(today, -10),
      term: { kind: 'fixed_end', endsOn: addDays(today, 75) },
      renewal: 'express',
      commitments: 'Lyonesse : dix places de stage. Atlas : logement et tutorat.',
      owner: 'international',
    },
    {
      key: 'lyonesse-laboratory',
      partner: 'lyonesse',
      parent: 'lyonesse-framework',
      kind: 'specific',
      reference: 'CS-ULY-02',
      title: 'Laboratoire commun (dépasse la fin de la convention-cadre)',
      axes: ['research'],
      startsOn: addMonths(today, -6),
      term: { kind: 'fixed_end', endsOn: addMonths(frameworkEnd, 30) },
      owner: 'head',
    },
    {
      key: 'lyonesse-amendment',
      partner: 'lyonesse',
      parent: 'lyonesse-framework',
      kind: 'amendment',
      reference: 'AV-ULY-01',
      title: 'Avenant 1 : prolongation d’un an',
      signedOn: addMonths(today, -2),
      startsOn: addMonths(today, -2),
      term: { kind: 'open_ended' },
      amends: { longerByMonths: 12 },
      owner: 'international',
    },
    {
      key: 'cocagne-events',
      partner: 'cocagne',
      kind: 'framework',
      reference: 'CC-COC-01',
      title: 'Manifestations communes',
      axes: ['events'],
      startsOn: addMonths(today, -30),
      term: { kind: 'open_ended' },
      noticeMonths: 6,
      owner: 'officer',
    },
    {
      key: 'avalon-intent',
      partner: 'avalon',
      kind: 'letter_of_intent',
      reference: 'LI-AVA-01',
      title: 'Lettre d’intention : stages en biotechnologie',
      axes: ['internships'],
      signedOn: addMonths(today, -2),
      startsOn: addMonths(today, -2),
      term: { kind: 'period', months: 12 },
      owner: 'focalPoint',
    },
    {
      key: 'thule-cooperation',
      partner: 'thule',
      kind: 'framework',
      reference: 'CC-THU-01',
      title: 'Coopération technique, renouvelée tacitement deux fois au plus',
      axes: ['cooperation'],
      startsOn: addDays(addMonths(today, -66), 9),
      term: { kind: 'period', months: 36 },
      renewal: 'tacit',
      renewalMonths: 36,
      renewalLimit: 2,
      noticeMonths: 3,
      owner: 'head',
    },
    {
      key: 'ys-city',
      partner: 'ys',
      kind: 'framework',
      reference: 'CS-YSV-01',
      title: 'Semaine de la science en ville',
      axes: ['events'],
      startsOn: addMonths(today, -9),
      term: { kind: 'fixed_end', endsOn: addDays(today, 85) },
      renewal: 'express',
      owner: 'officer',
    },
    {
      key: 'shangri-la-data',
      partner: 'shangri-la',
      kind: 'framework',
      reference: 'CC-SHA-01',
      title: 'Partage de données d’observation (entre en vigueur le mois prochain)',
      axes: ['research'],
      signedOn: addDays(today, -5),
      startsOn: addDays(today, 30),
      term: { kind: 'period', months: 24 },
      owner: 'international',
    },
    {
      key: 'erewhon-internships',
      partner: 'erewhon',
      kind: 'specific',
      reference: 'CS-ERE-01',
      title: 'Stages en informatique (dénonciation dépassée)',
      axes: ['internships'],
      startsOn: addMonths(today, -11),
      term: { kind: 'fixed_end', endsOn: addDays(today, 20) },
      renewal: 'tacit',
      renewalMonths: 12,
      noticeMonths: 1,
      owner: 'focalPoint',
    },
    {
      key: 'lilliput-training',
      partner: 'lilliput',
      kind: 'framework',
      reference: 'CS-LIL-01',
      title: 'Formation des bénévoles',
      axes: ['continuing_education'],
      startsOn: addMonths(today, -4),
      term: { kind: 'period', months: 36 },
      owner: 'officer',
    },
  ];
}

/** Reviews of the invented partners' agreements. */
export function inventedReviews(today: Day): ReviewFact[] {
  return [
    {
      agreement: 'lyonesse-framework',
      kind: 'mid_term',
      heldOn: addMonths(today, -14),
      scores: [
        { criterion: 'Mobilité des étudiants', ours: 4, theirs: 5 },
        { criterion: 'Recherche commune', ours: 3, theirs: 3 },
        { criterion: 'Suivi et rencontres', ours: 2, theirs: 4 },
      ],
      comment: 'Prévoir deux rencontres par an et un responsable de chaque côté.',
      by: 'international',
    },
  ];
}
