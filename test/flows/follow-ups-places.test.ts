import { expect, it, vi } from 'vitest';
import { tick } from '../../src/digests/delivery.js';
import { claire, type Desk, direction, omar, openDesk, partenariats } from '../support/desk.js';
import { opened, read, shown } from '../support/reading.js';
import { buttonsOf, type Message, type OpenView } from '../support/slack/slack-double.js';

const tasks = ['Call', 'Write', 'Ask', 'Visit'] as const;

type Screen = Message | OpenView;
/** Shows a place in which this follow-up of Claire's stands. */
type Place = (desk: Desk, task: string) => Promise<Screen>;

function there<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new Error('nothing is shown there');
  return found;
}

/** What a command shows. */
const listing =
  (command: string): Place =>
  async ({ slack }) =>
    shown(await slack.as(claire).command(command));

const places: [place: string, show: Place][] = [
  ['the card after saving', (desk, task) => listing(`/partner todo ${task} by today`)(desk, task)],
  ['the list', listing('/partner followups')],
  ['the desk', listing('/partner')],
  ['the partner’s card', listing('/partner show odco')],
  ['the Home tab', async ({ slack }) => there((await slack.as(claire).opensHome()).home)],
  [
    'a list in a channel',
    async ({ slack }) => {
      const list = await slack.as(claire).command('/partner followups');
      await slack.as(claire).clicks(shown(list), 'Post to the channel');
      return there(slack.channel(partenariats).messages.findLast(({ threadTs }) => threadTs === undefined));
    },
  ],
  [
    'a digest',
    async ({ slack, app, clock }) => {
      if (slack.channel(direction).messages.length === 0) {
        await slack
          .as(claire)
          .command('/partner subscribe followups weekdays at 9:00', { channel: direction });
        clock.now = new Date('2026-11-23T08:00:05Z');
        await tick(app.delivery);
      }
      return there(slack.channel(direction).messages[0]);
    },
  ],
  [
    'a reminder',
    async ({ slack, app, clock }) => {
      await app.remind();
      clock.now = new Date('2026-11-23T08:00:05Z');
      await app.remind();
      return there(slack.as(claire).directMessages[0]);
    },
  ],
  [
    'the message to whoever got it',
    async ({ slack }, task) => {
      const before = slack.as(claire).directMessages.length;
      await slack.as(omar).command(`/partner suivi ${task} <@${claire}> aujourd’hui`);
      await vi.waitFor(() => expect(slack.as(claire).directMessages.length).toBe(before + 1));
      return there(slack.as(claire).directMessages.at(-1));
    },
  ],
];

/** Whether the way back was offered: beside what was clicked, or on the Home tab itself. */
function offersUndo({ slack }: Desk): boolean {
  const seen = [slack.as(claire).ephemerals.at(-1)?.blocks, slack.as(claire).home?.view.blocks];
  return seen.some((blocks) => buttonsOf(blocks).some(({ text }) => text === 'Undo'));
}

it.each(places)(
  'on %s a follow-up can be done, put off, given to someone else and commented',
  async (name, show) => {
    const desk = await openDesk({ now: '2026-11-23T07:30:00Z' });
    const { slack, database } = desk;
    const scoped = database.scoped(slack.teamId);
    const writesAnew = name === 'the card after saving' || name === 'the message to whoever got it';
    if (!writesAnew) {
      const { id: partnerId } = await scoped.partner.create({
        data: { name: 'ODCO', searchText: '|odco|', sortName: 'odco', createdById: omar },
      });
      await scoped.followUp.createMany({
        data: tasks.map((text) => ({
          ...{ text, partnerId, assigneeId: claire, dueOn: new Date('2026-11-23') },
          ...{ origin: 'form' as const, createdById: omar },
        })),
      });
    }
    const at = async (task: (typeof tasks)[number]) => [await show(desk, task), { near: task }] as const;
    const row = (text: string) => scoped.followUp.findFirst({ where: { text } });
    const person = slack.as(claire);

    const [given, which] = await at('Visit');
    await person.submits(opened(await person.clicks(given, 'follow_ups.reassign', which)), {
      assignee: omar,
    });
    expect(await row('Visit')).toMatchObject({ assigneeId: omar });

    const [discussed, that] = await at('Ask');
    const commenting = await person.chooses(discussed, 'follow_ups.further', 'comment', that);
    await person.submits(opened(commenting), { comment: 'They are away' });
    expect(await scoped.followUpComment.findMany()).toMatchObject([{ text: 'They are away' }]);

    const [putOff, other] = await at('Write');
    await person.chooses(putOff, 'follow_ups.snooze', 'week', other);
    expect(await row('Write')).toMatchObject({ dueOn: new Date('2026-11-30') });
    expect(offersUndo(desk)).toBe(true);

    const [done, one] = await at('Call');
    await person.clicks(done, 'follow_ups.done', one);
    expect(await row('Call')).toMatchObject({ state: 'done', settledById: claire });
    expect(offersUndo(desk)).toBe(true);
  },
);

it('the Home tab shows what became of a form that was opened there, and takes the latest change back', async () => {
  const desk = await openDesk();
  const { slack, database } = desk;
  const person = slack.as(claire);
  await person.command('/partner todo Call by today');
  const home = there((await person.opensHome()).home);
  const shownNow = () => read(person.home?.view.blocks);
  await person.submits(opened(await person.clicks(home, 'follow_ups.reassign')), { assignee: omar });
  expect(shownNow()).not.toContain('*Call*');
  expect(shownNow()).toContain('Your latest change: the follow-up’s new assignee.');
  await person.clicks(there(person.home), 'Undo');
  expect(shownNow()).toContain('*Call*');
  expect(await database.scoped(slack.teamId).followUp.findMany()).toMatchObject([{ assigneeId: claire }]);
  desk.clock.now = new Date(desk.clock.now.getTime() + 11 * 60_000);
  await person.opensHome();
  expect(shownNow()).not.toContain('Your latest change');
});
