import { commandBody, postSigned, submissionBody } from './signed-requests.js';
import type { SlackServer } from './slack-server.js';
import { until } from './until.js';

/** One submission of the form for a new lead; `object` tells it from all others. */
export interface Submission {
  readonly object: string;
  readonly body: string;
}

/** People who submit new leads to the app as fast as it lets them, and what they were told. */
export interface Submitters {
  /** Every submission that the app acknowledged as saved. */
  readonly acknowledged: readonly Submission[];
  /** Those on which the process died before an answer came. */
  readonly unanswered: readonly Submission[];
  /** Lets `people` people submit at the same time; resolves when the app answers none of them any more. */
  submitUntilItDies(url: string, people: number): Promise<void>;
  /** Sends the very same submissions again, as an impatient person or Slack would. @throws where one is refused */
  sendAgain(url: string, submissions: readonly Submission[]): Promise<void>;
}

/** `slack` is where the app opens its views. */
export function createSubmitters(slack: SlackServer): Submitters {
  const acknowledged: Submission[] = [];
  let unanswered: Submission[] = [];
  let count = 0;

  async function submitOne(url: string, userId: string): Promise<void> {
    count += 1;
    const object = `Lead ${count}`;
    const triggerId = `trigger-${count}`;
    const command = { text: 'lead', userId, triggerId, responseUrl: slack.responseUrl };
    await postSigned(url, commandBody(command));
    const view = await until('the form is opened', async () => {
      const opened = slack.viewOf(triggerId);
      // Without this a process that died after its acknowledgement would be waited for.
      if (opened === undefined) await fetch(`${url}/healthz`);
      return opened;
    });
    // A few names over and over, so that submissions also race for the same new partner.
    const given = { newPartner: `Partner ${count % 5}`, object, nextStep: `Call about ${object}` };
    const submission = { object, body: submissionBody(view, userId, given) };
    unanswered.push(submission);
    if (await isSaved(url, submission)) {
      unanswered = unanswered.filter((each) => each !== submission);
      acknowledged.push(submission);
    }
  }

  return {
    acknowledged,
    get unanswered() {
      return unanswered;
    },
    submitUntilItDies: async (url, people) => {
      await Promise.all(
        Array.from({ length: people }, async (_, index) => {
          const userId = `U0PERSON${index}`;
          for (let alive = true; alive; ) {
            alive = await submitOne(url, userId).then(() => true, whenDead);
          }
        }),
      );
    },
    sendAgain: async (url, submissions) => {
      for (const submission of submissions) {
        if (!(await isSaved(url, submission)))
          throw new Error(`${submission.object} was refused when sent again`);
        if (unanswered.includes(submission)) {
          unanswered = unanswered.filter((each) => each !== submission);
          acknowledged.push(submission);
        }
      }
    },
  };
}

/** Whether the app closed the form. An answer with errors keeps it open, and promises nothing. */
async function isSaved(url: string, { body }: Submission): Promise<boolean> {
  const answer = await postSigned(url, body);
  const text = await answer.text();
  return answer.status === 200 && text === '';
}

// What fetch throws where nobody listens any more or the connection breaks off.
function whenDead(error: unknown): false {
  if (error instanceof TypeError && error.cause !== undefined) return false;
  throw error;
}
