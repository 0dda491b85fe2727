// The partners of the sample register. The first ten are real: what is said of them is in the public pages that the
// project was made from, and nothing else. All the others are invented, and their names say so.

/** An organisation; `key` names it in the other lists. */
export interface PartnerFact {
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly nameAr?: string;
  readonly acronym?: string;
  readonly aliases?: readonly string[];
  readonly kind:
    | 'university'
    | 'public_body'
    | 'company'
    | 'association'
    | 'agency'
    | 'cluster'
    | 'cooperative'
    | 'international_organisation'
    | 'other';
  readonly international?: boolean;
  readonly country?: string;
  readonly city?: string;
  readonly axes?: readonly string[];
  readonly tags?: readonly string[];
  readonly owner?: Who;
  readonly cadenceMonths?: number;
  readonly notes?: string;
  readonly contacts?: readonly ContactFact[];
}

export interface ContactFact {
  readonly name: string;
  readonly role: string;
  readonly phone?: string;
}

/** Somebody of the trial workspace, by what they do there. */
export type Who = 'officer' | 'head' | 'focalPoint' | 'administrator' | 'international';

export const realPartners: readonly PartnerFact[] = [
  {
    key: 'odco',
    name: 'Office du développement de la coopération',
    nameEn: 'Office for the Development of Cooperation',
    acronym: 'ODCO',
    kind: 'public_body',
    country: 'MA',
    axes: ['research', 'cooperation', 'continuing_education'],
    tags: ['économie sociale et solidaire'],
    notes: 'Accompagne le secteur coopératif et son écosystème, au Maroc et en Afrique.',
  },
  {
    key: 'um6p',
    name: 'Université Mohammed VI Polytechnique',
    nameEn: 'Mohammed VI Polytechnic University',
    acronym: 'UM6P',
    kind: 'university',
    country: 'MA',
    axes: ['research'],
    notes: 'Apporte à la convention avec l’ODCO son laboratoire dédié aux coopératives.',
  },
  {
    key: 'uh1',
    name: 'Université Hassan 1er de Settat',
    acronym: 'UH1',
    aliases: ['Université Hassan Premier', 'Cité de l’Innovation de Settat'],
    kind: 'university',
    country: 'MA',
    city: 'Settat',
    axes: ['cooperation', 'internships'],
    notes: 'Sa Cité de l’Innovation soutient les porteurs de projets et valorise la recherche.',
  },
  {
    key: 'mnc',
    name: 'Maroc Numeric Cluster',
    acronym: 'MNC',
    kind: 'cluster',
    country: 'MA',
    axes: ['cooperation', 'continuing_education', 'internships'],
    tags: ['numérique', 'public-privé'],
    notes: 'Gouvernance mixte : État, entreprises, enseignement et recherche, organismes de financement.',
  },
  {
    key: 'uh2',
    name: 'Université Hassan II de Casablanca',
    kind: 'university',
    country: 'MA',
    city: 'Casablanca',
    axes: ['research', 'cooperation', 'continuing_education', 'internships', 'events'],
    notes: 'Plus de 200 conventions nationales, le plus souvent autour de ces cinq axes.',
  },
  {
    key: 'ares',
    name: 'Académie de recherche et d’enseignement supérieur (Wallonie-Bruxelles)',
    acronym: 'ARES',
    aliases: ['Wallonie-Bruxelles'],
    kind: 'public_body',
    international: true,
    country: 'BE',
    axes: ['continuing_education', 'events'],
  },
  {
    key: 'bij',
    name: 'Bureau international de jeunesse',
    acronym: 'BIJ',
    kind: 'agency',
    international: true,
    country: 'BE',
    axes: ['cooperation'],
    tags: ['Erasmus+'],
  },
  {
    key: 'auf',
    name: 'Agence universitaire de la Francophonie au Maroc',
    acronym: 'AUF',
    kind: 'international_organisation',
    international: true,
    axes: ['cooperation'],
    tags: ['Erasmus+'],
  },
  {
    key: 'region',
    name: 'Région Casablanca-Settat',
    kind: 'public_body',
    country: 'MA',
    axes: ['cooperation', 'continuing_education'],
    tags: ['Erasmus+'],
  },
  {
    key: 'tamkine',
    name: 'Fondation TAMKINE',
    kind: 'association',
    country: 'MA',
    axes: ['continuing_education'],
    tags: ['Erasmus+', 'jeunesse'],
  },
];

export const inventedPartners: readonly PartnerFact[] = [
  {
    key: 'atlantide',
    name: 'Université d’Atlantide',
    nameEn: 'University of Atlantis',
    nameAr: 'جامعة أطلنطس',
    acronym: 'UATL',
    kind: 'university',
    international: true,
    city: 'Atlantide',
    axes: ['research', 'internships'],
    owner: 'international',
    cadenceMonths: 6,
    contacts: [
      { name: 'Coralie Marée', role: 'Relations internationales' },
      { name: 'Nérée Abysse', role: 'Vice-président recherche' },
    ],
  },
  {
    key: 'eldorado',
    name: 'Coopérative Eldorado',
    acronym: 'COOPEL',
    kind: 'cooperative',
    country: 'MA',
    axes: ['continuing_education'],
    owner: 'officer',
    cadenceMonths: 3,
    contacts: [{ name: 'Aurore Dorée', role: 'Présidente', phone: '+212 5 00 00 00 01' }],
  },
  {
    key: 'hyperboree',
    name: 'Cluster Hyperborée',
    kind: 'cluster',
    country: 'MA',
    axes: ['cooperation', 'events'],
    tags: ['énergie'],
    owner: 'officer',
    contacts: [{ name: 'Boris Aquilon', role: 'Délégué général' }],
  },
  {
    key: 'utopia',
    name: 'Institut d’Utopia',
    kind: 'public_body',
    country: 'MA',
    axes: ['research'],
    owner: 'head',
    contacts: [{ name: 'Thomas Morin', role: 'Directeur des études' }],
  },
  {
    key: 'lyonesse',
    name: 'Université de Lyonesse',
    nameEn: 'Lyonesse University',
    acronym: 'ULY',
    kind: 'university',
    international: true,
    city: 'Lyonesse',
    axes: ['research', 'internships', 'events'],
    owner: 'international',
    cadenceMonths: 4,
    contacts: [
      { name: 'Yseult Rivage', role: 'Head of partnerships' },
      { name: 'Tristan Corail', role: 'Coordinator' },
    ],
  },
  {
    key: 'cocagne',
    name: 'Fondation Cocagne',
    kind: 'association',
    country: 'MA',
    axes: ['events'],
    owner: 'officer',
    contacts: [{ name: 'Zineb Miel', role: 'Secrétaire générale' }],
  },
  {
    key: 'avalon',
    name: 'Avalon Biotech',
    kind: 'company',
    country: 'MA',
    axes: ['internships'],
    tags: ['santé'],
    owner: 'focalPoint',
    contacts: [{ name: 'Morgane Pommier', role: 'Ressources humaines' }],
  },
  {
    key: 'thule',
    name: 'Agence de Thulé',
    kind: 'agency',
    country: 'MA',
    axes: ['cooperation'],
    owner: 'head',
    cadenceMonths: 12,
    contacts: [{ name: 'Olav Glacier', role: 'Chargé de mission' }],
  },
  {
    key: 'ys',
    name: 'Ville d’Ys',
    kind: 'public_body',
    country: 'MA',
    axes: ['events', 'internships'],
    owner: 'officer',
    contacts: [{ name: 'Dahut Marine', role: 'Adjointe à la culture' }],
  },
  {
    key: 'shangri-la',
    name: 'Observatoire de Shangri-La',
    kind: 'other',
    international: true,
    axes: ['research'],
    owner: 'international',
    contacts: [{ name: 'Tenzin Cime', role: 'Director' }],
  },
  {
    key: 'erewhon',
    name: 'Erewhon Logiciels',
    kind: 'company',
    country: 'MA',
    axes: ['internships', 'continuing_education'],
    tags: ['numérique'],
    owner: 'focalPoint',
    contacts: [{ name: 'Samuel Nulle-Part', role: 'Directeur technique' }],
  },
  {
    key: 'lilliput',
    name: 'Association Lilliput',
    kind: 'association',
    country: 'MA',
    axes: ['continuing_education'],
    owner: 'officer',
    contacts: [{ name: 'Lila Petit', role: 'Coordinatrice' }],
  },
  {
    key: 'laputa',
    name: 'Laputa Aéronautique',
    kind: 'company',
    country: 'MA',
    axes: ['internships', 'research'],
    owner: 'focalPoint',
    contacts: [{ name: 'Balthazar Nuage', role: 'Responsable des stages' }],
  },
  {
    key: 'pays-imaginaire',
    name: 'Académie du Pays imaginaire',
    kind: 'university',
    international: true,
    axes: ['events'],
    owner: 'international',
    contacts: [{ name: 'Wendy Fable', role: 'Mobility officer' }],
  },
  {
    key: 'broceliande',
    name: 'Centre de recherche de Brocéliande',
    kind: 'other',
    international: true,
    axes: ['research'],
    owner: 'head',
    contacts: [{ name: 'Viviane Dulac', role: 'Responsable des contrats' }],
  },
];
