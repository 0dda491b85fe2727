export const shared = {
  post: 'Post to the channel',
  posted: 'Posted for the channel to see.',
  posted_by: 'Shown by {{name}}',
  gone: 'This is no longer in the register.',
  no_channel: 'There is no channel here to post it to. Use the command in a channel instead.',
  refused:
    'I am not allowed to write in this channel. Invite me with `/invite @Partnership Desk`, then try again.',
  later: 'Slack does not take messages right now. Please try again in a minute.',
  previous_page: 'Previous page',
  next_page: 'Next page',
  undo: 'Undo',
} as const;
