import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { wordsOf } from '../language/words.js';
import { failure, formsOf, type Listening, languageKnown } from './listening.js';
import { showSaved } from './own-copy.js';
import { type Asked, requestOf } from './requests.js';
import { late, within } from './within.js';

/** What Slack says of a form that was sent. */
export type SubmissionArgs = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** Saves a form; what stands in its way is said in the form itself. */
export function submissionListener(listening: Listening) {
  const { features, outbox, patience } = listening;
  const forms = formsOf(features);

  return async ({ body, ack }: SubmissionArgs): Promise<void> => {
    const work = submit(body);
    work.catch(() => undefined);
    try {
      const inTime = await within(patience.submission, work);
      if (inTime === late) {
        const words = wordsOf[await languageKnown(listening, body.user.id)];
        await refuse(words.plain('errors.slow_save'));
        await work.then(tell, (error: unknown) =>
          failure(listening, error, body.view.callback_id, body.user.id),
        );
      } else if (inTime.kind === 'refused') {
        await refuse(wordsOf[inTime.language].plain('errors.refused'));
      } else if (inTime.kind === 'errors') {
        await ack({ response_action: 'errors', errors: inTime.errors });
      } else if (inTime.kind === 'update') {
        await ack({ response_action: 'update', view: inTime.view });
      } else {
        await (inTime.kind === 'next' ? ack({ response_action: 'update', view: inTime.view }) : ack());
        await tell(inTime).catch(async (error: unknown) => {
          await failure(listening, error, `card of ${body.view.callback_id}`, body.user.id);
        });
      }
    } catch (error) {
      await refuse((await failure(listening, error, body.view.callback_id, body.user.id)).text);
    }

    /** Shows a sentence in the form itself, at its first field, so that all that was typed stays. */
    async function refuse(text: string): Promise<void> {
      const first = body.view.blocks.find(({ type }) => type === 'input')?.block_id ?? '';
      await ack({ response_action: 'errors', errors: { [first]: text } });
    }
  };

  async function submit({ user, view }: ViewSubmitAction) {
    const asked: Asked = await requestOf(listening, user.id, 'form', null);
    if (asked.kind === 'refused') return asked;
    const form = forms.get(view.callback_id);
    if (form === undefined) throw new Error(`No form is called "${view.callback_id}"`);
    // A form that takes the place of another one has that one's id.
    const submissionKey = `${view.id} ${view.callback_id}`;
    const outcome = await form.submit(asked.request, view.private_metadata, view.state.values, submissionKey);
    return { request: asked.request, ...outcome };
  }

  async function tell(result: Awaited<ReturnType<typeof submit>>): Promise<void> {
    if ((result.kind !== 'saved' && result.kind !== 'next') || result.message === null) return;
    const { request, message } = result;
    if (!(await showSaved(listening, request, message))) {
      await outbox.tell(request.person.id, request.channelId, message);
    }
    // Opened on the Home tab, or from Slack's own menu: the tab shows what it came to.
    if (result.kind === 'saved' && request.channelId === null) {
      const blocks = await listening.home({ ...request, surface: 'home' });
      await outbox.publishHome(request.person.id, { type: 'home', blocks });
    }
  }
}
