/** How people met. */
export const meetingKinds = ['meeting', 'call', 'visit', 'working_session', 'event'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** Where a meeting was held, as it is typed in one line: a place, or a link. */
export interface Whereabouts {
  readonly place: string | null;
  readonly link: string | null;
}

/** Reads a line that says where: an address of the web alone is a link, anything else a place. */
export function readWhereabouts(typed: string | null): Whereabouts {
  const isLink = typed !== null && /^https?:\/\/[^\s]+$/i.test(typed);
  return { place: isLink ? null : typed, link: isLink ? typed : null };
}
