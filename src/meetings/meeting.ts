/** How people met. */
export const meetingKinds = ['meeting', 'call', 'visit', 'working_session', 'event'] as const;
export type MeetingKind = (typeof meetingKinds)[number];
