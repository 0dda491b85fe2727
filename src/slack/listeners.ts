import type { App, SlackActionMiddlewareArgs, SlackViewMiddlewareArgs } from '@slack/bolt';
import { type ActionArgs, actionListener } from './action-listener.js';
import { type ClosingArgs, closingListener } from './closing-listener.js';
import { commandListener } from './command-listener.js';
import { eventListener } from './event-listener.js';
import type { Listening } from './listening.js';
import { shortcutListener } from './shortcut-listener.js';
import { type SubmissionArgs, submissionListener } from './submission-listener.js';
import { typeAheadListener } from './type-ahead-listener.js';

/** What Slack is asked to send: the slash command and the events of the manifest. */
export const listensTo = { command: '/partner', events: ['app_home_opened', 'user_change'] } as const;

/**
 * Connects the features to Bolt: one listener for each way in which Slack calls an app. Each acknowledges in time
 * whatever else stalls, refuses whoever is no member, and tells the person when something fails.
 *
 * They are one middleware: Bolt offers each request to all listeners and copies its arguments for every one of them,
 * which costs more than the answer to a command.
 */
export function listen(app: App, listening: Listening): void {
  const onCommand = commandListener(listening);
  const onAction = actionListener(listening);
  const onShortcut = shortcutListener(listening);
  const onSubmission = submissionListener(listening);
  const onClosing = closingListener(listening);
  const onTypeAhead = typeAheadListener(listening);
  const onEvent = eventListener(listening);

  app.use(async (args) => {
    if ('command' in args) {
      if (args.command.command === listensTo.command) await onCommand(args);
    } else if ('action' in args) {
      if (isBlockAction(args)) await onAction(args);
    } else if ('view' in args) {
      if (isSubmission(args)) await onSubmission(args);
      else if (isClosing(args)) await onClosing(args);
    } else if ('shortcut' in args) {
      await onShortcut(args);
    } else if ('options' in args) {
      await onTypeAhead(args);
    } else if ('event' in args) {
      await onEvent(args);
    }
  });
}

function isBlockAction(args: SlackActionMiddlewareArgs): args is ActionArgs {
  return args.body.type === 'block_actions';
}

function isSubmission(args: SlackViewMiddlewareArgs): args is SubmissionArgs {
  return args.body.type === 'view_submission';
}

function isClosing(args: SlackViewMiddlewareArgs): args is ClosingArgs {
  return args.body.type === 'view_closed';
}
