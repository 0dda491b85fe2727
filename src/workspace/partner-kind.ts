/** The kinds of partners, in the order in which menus list them. */
export const partnerKinds = [
  'university',
  'public_body',
  'company',
  'association',
  'agency',
  'cluster',
  'cooperative',
  'international_organisation',
  'other',
] as const;
export type PartnerKindName = (typeof partnerKinds)[number];
