export const errors = {
  refused:
    'Partnership Desk is for members of this workspace. Guests and people of other organisations have no access to it; the partnership office can tell you what you need to know.',
  stale: 'This button belongs to an older version of the app. Type `/partner` to go on.',
  unexpected:
    'Something went wrong on our side, and nothing was changed. Please try again; if it happens again, give your administrator this reference: {{reference}}',
  slow_save:
    'Saving takes longer than usual. What you typed is safe: press Save again in a moment, it is kept only once.',
  updated: 'Updated',
} as const;
