import { describe, expect, it, vi } from 'vitest';
import { dayAt } from '../../src/calendar/time-zone.js';
import { addComment } from '../../src/follow-ups/comment-store.js';
import {
  amina,
  claire,
  type Desk,
  lastShown,
  omar,
  openDesk,
  partenariats,
  youssef,
} from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

function scopedOf({ database, slack }: Desk) {
  return database.scoped(slack.teamId);
}

/** Does what the app does at the start of a day. */
async function startDay({ app, clock, database, slack }: Desk): Promise<void> {
  const settings = await app.settings();
  await app.daily(database.scoped(slack.teamId), settings, dayAt(clock.now, settings.timeZone));
}

describe('a follow-up that waits for the partner', () => {
  it('is nobody’s business until its day, on which it is due', async () => {
    const desk = await openDesk();
    const { slack, clock } = desk;
    const saved = await slack.as(amina).command('/partner suivi obtenir la signature avant demain');
    const form = opened(
      await slack.as(amina).chooses(shown(saved), 'follow_ups.further', 'Attendre le partenaire…'),
    );
    const refused = await slack.as(amina).submits(form, { askAgainOn: '2026-11-23' });
    expect(refused.errors['askAgainOn']).toContain('après aujourd’hui');
    const seen = await slack
      .as(amina)
      .submits(opened(refused), { askAgainOn: '2026-11-30', because: 'l’exemplaire signé' });
    expect(said(seen)).toContain('en attente du partenaire, à relancer le lun. 30 nov.');
    expect(said(seen)).toContain('l’exemplaire signé');
    const list = said(await slack.as(amina).command('/partner suivis'));
    expect(list).toContain('En attente du partenaire (1)');
    expect(said(await slack.as(amina).command('/partner suivis en attente'))).toContain(
      'Vous avez 1 suivi en attente d’un partenaire',
    );
    expect(said(await slack.as(amina).command('/partner recap suivis'))).not.toContain('signature');

    clock.now = new Date('2026-11-30T08:00:00Z');
    await startDay(desk);
    expect(said(await slack.as(amina).command('/partner recap suivis'))).toContain('obtenir la signature');
    expect(said(await slack.as(amina).command('/partner suivis'))).toContain('Aujourd’hui (1)');
  });

  it('is due at once when the partner has answered, which can be taken back', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const saved = await slack.as(claire).command('/partner todo get the signature');
    const form = opened(
      await slack.as(claire).chooses(shown(saved), 'follow_ups.further', 'Wait for the partner…'),
    );
    const waiting = await slack.as(claire).submits(form, { askAgainOn: '2026-12-24' });
    expect(said(waiting)).toContain('waiting for the partner, ask again Thu 24 Dec');
    await slack.as(claire).chooses(shown(waiting), 'follow_ups.further', 'Partner has answered');
    expect(read(lastShown(desk, claire).blocks)).toContain('Due today: get the signature');
    expect(await scopedOf(desk).followUp.findFirst()).toMatchObject({
      state: 'open',
      dueOn: new Date('2026-11-23T00:00:00Z'),
    });
    await slack.as(claire).clicks(lastShown(desk, claire), 'Undo');
    expect((await scopedOf(desk).followUp.findFirst())?.state).toBe('waiting');
  });
});

describe('a follow-up', () => {
  it('that is not to be done says why and by whom, and goes from the lists', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const saved = await slack.as(amina).command('/partner suivi réserver la salle');
    const form = opened(await slack.as(amina).chooses(shown(saved), 'follow_ups.further', 'Sans suite…'));
    const seen = await slack.as(amina).submits(form, { because: 'la visite est <!channel> annulée' });
    expect(said(seen)).toContain('✗ ~réserver la salle~ · sans suite, selon @U0AMINA');
    expect(said(seen)).toContain('<!channel>');
    expect(said(await slack.as(amina).command('/partner suivis'))).toContain('aucun suivi en cours');
    await slack.as(amina).command('/partner annuler');
    expect(await scopedOf(desk).followUp.findFirst()).toMatchObject({ state: 'open', stateBecause: null });
  });

  it('that recurs is written anew when it is done; taking that back takes both back', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const form = opened(await slack.as(claire).command('/partner todo'));
    const typed = { text: 'Monthly figures', every: 'Every month', priority: 'High' };
    const refused = await slack.as(claire).submits(form, typed);
    expect(refused.errors['dueOn']).toContain('the months are counted from it');
    const saved = await slack.as(claire).submits(opened(refused), { dueOn: '2026-10-31' });
    expect(said(saved)).toContain('high priority');
    expect(said(saved)).toContain('every month');
    await slack.as(claire).clicks(shown(saved), 'Done');
    expect(read(lastShown(desk, claire).blocks)).toContain('It comes due again every month');
    const after = await scopedOf(desk).followUp.findMany({ orderBy: { dueOn: 'asc' } });
    expect(after).toMatchObject([
      { state: 'done', dueOn: new Date('2026-10-31T00:00:00Z') },
      { state: 'open', dueOn: new Date('2026-11-30T00:00:00Z'), origin: 'recurrence', priority: 'high' },
    ]);
    await slack.as(claire).clicks(lastShown(desk, claire), 'Undo');
    expect(await scopedOf(desk).followUp.findMany()).toMatchObject([{ state: 'open', everyMonths: 1 }]);

    desk.clock.now = new Date('2026-11-29T23:30:00Z');
    await slack.as(claire).clicks(shown(await slack.as(claire).command('/partner followups')), 'Done');
    const atNight = await scopedOf(desk).followUp.findFirst({ where: { state: 'open' } });
    expect(atNight?.dueOn, 'it is the 30th in the office').toEqual(new Date('2026-12-31T00:00:00Z'));
  });

  it('is about a lead or an agreement, whose partner it takes on', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await slack.as(claire).command('/partner');
    const scoped = scopedOf(desk);
    const partner = await scoped.partner.create({
      data: { name: 'Orchidée', acronym: 'ODCO', searchText: '|orchidee|odco|', createdById: amina },
    });
    const other = await scoped.partner.create({
      data: { name: 'Autre', searchText: '|autre|', createdById: amina },
    });
    await scoped.lead.create({
      data: {
        partnerId: partner.id,
        object: 'Stages d’été',
        stage: 'contacted',
        stageSince: new Date('2026-11-01T00:00:00Z'),
        ownerId: amina,
        createdById: amina,
      },
    });
    const form = opened(await slack.as(claire).command('/partner todo'));
    const refused = await slack.as(claire).submits(form, {
      text: 'Send the programme',
      subject: 'ODCO · Stages d’été',
      partner: 'Autre',
    });
    expect(refused.errors['subject']).toContain('belongs to another partner');
    const saved = await slack.as(claire).submits(opened(refused), { partner: null });
    expect(said(saved)).toContain('ODCO — Orchidée · Stages d’été');
    const edit = opened(await slack.as(claire).chooses(shown(saved), 'follow_ups.further', 'Edit…'));
    await slack.as(claire).submits(edit, { text: 'Send the final programme' });
    expect(await scoped.followUp.findFirst()).toMatchObject({
      partnerId: partner.id,
      text: 'Send the final programme',
    });

    await slack.as(claire).command('/partner todo call Autre');
    const about = said(await slack.as(omar).command('/partner suivis odco'));
    expect(about).toContain('1 suivi en cours au total');
    expect(about).toContain('ODCO — Orchidée');
    expect(other.id).not.toBe(partner.id);
    expect(said(await slack.as(omar).command('/partner suivis tous axe:stages'))).toContain(
      'Aucun suivi en cours ne correspond',
    );
    expect(said(await slack.as(omar).command('/partner suivis Inconnue'))).toContain('« Inconnue »');
  });
});

function seen<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('there is no such thing');
  return thing;
}

describe('a comment', () => {
  it('is kept, told to whoever has the follow-up, and answers in the thread where it shows', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    const saved = await slack.as(claire).command('/partner todo call ODCO @amina');
    await slack.as(claire).clicks(shown(saved), 'Post to the channel');
    const [posted] = slack.channel(partenariats).messages;
    if (posted === undefined) throw new Error('nothing was posted');
    const form = opened(await slack.as(omar).chooses(posted, 'follow_ups.further', 'Commenter…'));
    const seen = await slack.as(omar).submits(form, { comment: 'Ils sont *absents* jusqu’à lundi' });
    expect(said(seen)).toContain('1 commentaire');
    await vi.waitFor(() => {
      const inThread = slack.channel(partenariats).messages.filter(({ threadTs }) => threadTs === posted.ts);
      expect(inThread.map(({ blocks }) => read(blocks))).toEqual([
        expect.stringContaining('@U0OMAR a commenté *call ODCO* :\nIls sont *absents* jusqu’à lundi'),
      ]);
      expect(
        slack
          .as(amina)
          .directMessages.map(({ blocks }) => read(blocks))
          .at(-1),
      ).toContain('Ils sont');
    });
    const again = opened(await slack.as(claire).chooses(shown(saved), 'follow_ups.further', 'Comment…'));
    expect(read(again.view.blocks)).toContain('Ils sont *absents*');
    // Nobody's words are kept with the messages that show them.
    expect(JSON.stringify(await scopedOf(desk).shownMessage.findMany())).not.toContain('absents');
    await slack.as(amina).clicks(slack.as(amina).directMessages.at(-1) ?? posted, 'Fait');
    expect(read(slack.as(amina).directMessages.at(-1)?.blocks)).toContain('Ils sont *absents*');
  });

  it('is put in other words by whoever wrote it, wherever it shows', async () => {
    const desk = await openDesk();
    const { slack, app } = desk;
    const saved = await slack.as(claire).command('/partner todo call ODCO @claire');
    await slack.as(claire).clicks(shown(saved), 'Post to the channel');
    const posted = () => slack.channel(partenariats).messages.find(({ threadTs }) => threadTs === undefined);
    const comment = async (who: string, given: Record<string, string>) => {
      const form = opened(await slack.as(who).chooses(seen(posted()), 'follow_ups.further', 'Commenter…'));
      const offered = structuredClone(form.view.state.values);
      return { offered, sent: await slack.as(who).submits(form, given) };
    };
    await comment(omar, { comment: 'Absent til monday' });
    await vi.waitFor(() => expect(slack.as(claire).directMessages).toHaveLength(1));
    const second = await comment(omar, { mine: 'Absent until Monday' });
    expect(second.offered).toMatchObject({ mine: { input: { value: 'Absent til monday' } } });
    expect(said(second.sent)).toContain('1 commentaire');
    await app.copies.work();
    expect(read(slack.as(claire).directMessages[0]?.blocks)).toContain('Absent until Monday');
    // Others have no words of his to change, and nothing new is no comment.
    expect((await comment(claire, { comment: 'Fine' })).offered).not.toHaveProperty('mine');
    expect(Object.keys((await comment(omar, {})).sent.errors)).toEqual(['comment']);
    expect(said((await comment(omar, { comment: 'She is back' })).sent)).toContain('3 commentaires');
    await vi.waitFor(() => expect(slack.as(claire).directMessages).toHaveLength(2));

    // One that was made elsewhere while the form stood open is another one.
    const scoped = scopedOf(desk);
    const { followUpId } = await scoped.followUpComment.findFirstOrThrow();
    const open = opened(await slack.as(omar).chooses(seen(posted()), 'follow_ups.further', 'Commenter…'));
    await addComment(scoped, followUpId, { text: 'Just called', authorId: omar, at: desk.clock.now });
    await slack.as(omar).submits(open, { mine: 'She is back today' });
    const texts = (await scoped.followUpComment.findMany()).map(({ text }) => text);
    expect(texts.sort()).toEqual(['Absent until Monday', 'Fine', 'Just called', 'She is back today']);
  });
});

describe('the copies of a follow-up', () => {
  it('show in channels and direct messages what became of it, whoever changed it where', async () => {
    const desk = await openDesk();
    const { slack, app } = desk;
    const saved = await slack.as(claire).command('/partner todo call ODCO @amina by friday');
    await vi.waitFor(() => expect(slack.as(amina).directMessages).toHaveLength(1));
    await slack.as(claire).clicks(shown(saved), 'Post to the channel');
    const inChannel = () => read(slack.channel(partenariats).messages[0]?.blocks);
    const told = () => slack.as(amina).directMessages[0];

    const form = opened(await slack.as(claire).clicks(shown(saved), 'Reassign'));
    await slack.as(claire).submits(form, { assignee: omar });
    expect(inChannel()).toContain('@U0AMINA');
    await app.copies.work();
    expect(inChannel()).toContain('@U0OMAR');
    expect(read(told()?.blocks)).toContain('@U0OMAR');
    expect(read(told()?.blocks)).toContain('Claire Whitfield vous a confié un suivi');
    await vi.waitFor(() => expect(slack.as(omar).directMessages).toHaveLength(1));

    const [posted] = slack.channel(partenariats).messages;
    if (posted === undefined) throw new Error('nothing was posted');
    const before = slack.calls.filter(({ method }) => method === 'chat.update').length;
    await slack.as(youssef).clicks(posted, 'Fait');
    expect(slack.as(youssef).ephemerals).toHaveLength(1);
    await app.copies.work();
    expect(inChannel()).toContain('fait par @U0YOUSSEF');
    expect(read(told()?.blocks)).toContain('fait par @U0YOUSSEF');
    expect(read(slack.as(omar).directMessages[0]?.blocks)).toContain('fait par @U0YOUSSEF');
    // The click itself shows its own message anew: that one is rewritten once.
    expect(slack.calls.filter(({ method }) => method === 'chat.update').length - before).toBe(3);

    await slack.as(youssef).command('/partner annuler');
    await app.copies.work();
    expect(inChannel()).toContain('*call ODCO*');
    expect(buttonsOf(slack.channel(partenariats).messages[0]?.blocks)[0]).toMatchObject({ text: 'Fait' });
  });

  it('are left alone when they are gone, refused for now, or thirty days old', async () => {
    const desk = await openDesk();
    const { slack, app, clock } = desk;
    const scoped = scopedOf(desk);
    const saved = await slack.as(claire).command('/partner todo call ODCO');
    await slack.as(claire).clicks(shown(saved), 'Post to the channel');
    expect(await scoped.shownMessage.count()).toBe(1);

    slack.failNext('chat.update', { status: 429, retryAfter: 30 });
    await slack.as(claire).chooses(shown(saved), 'follow_ups.snooze', 'In a week');
    await app.copies.work();
    expect(read(slack.channel(partenariats).messages[0]?.blocks)).toContain('sans date');
    clock.now = new Date(clock.now.getTime() + 31_000);
    await app.copies.work();
    expect(read(slack.channel(partenariats).messages[0]?.blocks)).toContain('30 nov.');

    slack.failNext('chat.update', { error: 'message_not_found' });
    await slack.as(claire).chooses(shown(saved), 'follow_ups.snooze', 'Monday');
    await app.copies.work();
    expect(await scoped.shownItem.count()).toBe(0);

    const another = await slack.as(claire).command('/partner todo write to ODCO');
    await slack.as(claire).clicks(shown(another), 'Post to the channel');
    expect(await scoped.shownItem.count()).toBe(1);
    clock.now = new Date(clock.now.getTime() + 31 * 86_400_000);
    await startDay(desk);
    expect([await scoped.shownItem.count(), await scoped.shownMessage.count()]).toEqual([0, 0]);
  });
});
