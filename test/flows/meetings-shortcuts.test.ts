import { describe, expect, it, vi } from 'vitest';
import { amina, claire, elsewhere, guest, omar, openDesk, partenariats } from '../support/desk.js';
import { savesMeeting } from '../support/meetings.js';
import { opened, read, said } from '../support/reading.js';

async function openRegister() {
  const desk = await openDesk();
  const scoped = desk.database.scoped(desk.slack.teamId);
  const odco = await scoped.partner.create({
    data: { name: 'ODCO', searchText: '|odco|', sortName: 'odco', createdById: amina },
  });
  return { ...desk, scoped, odco };
}

describe('a shortcut of Slack’s menu', () => {
  it('opens each form, in the person’s language', async () => {
    const { slack } = await openRegister();
    expect(opened(await slack.as(amina).shortcut('log_meeting')).view['title']).toMatchObject({
      text: 'Noter une rencontre',
    });
    expect(opened(await slack.as(claire).shortcut('new_lead')).view.callback_id).toBe('leads');
    const form = opened(await slack.as(claire).shortcut('new_follow_up'));
    expect(form.view['title']).toMatchObject({ text: 'New follow-up' });
    expect(form.view.state.values['assignee']).toMatchObject({ input: { selected_user: claire } });
  });

  it('says to a guest that it is not for them, and to nobody what is in the register', async () => {
    const { slack } = await openRegister();
    const message = slack.as(amina).says('ODCO signe demain');
    const seen = await slack.as(guest).messageShortcut('follow_up_from_message', message);
    expect(seen.modal).toBeUndefined();
    expect(said(seen)).not.toContain('ODCO');
    expect((await slack.as(guest).shortcut('log_meeting')).modal).toBeUndefined();
    expect(slack.as(guest).directMessages).toHaveLength(1);
  });

  it('tells of a failure beside the message', async () => {
    const { slack } = await openRegister();
    const message = slack.as(amina).says('ODCO');
    slack.failNext('views.open', { error: 'internal_error' });
    expect(said(await slack.as(amina).messageShortcut('meeting_from_message', message))).toContain('REF1');
  });
});

describe('a message', () => {
  it('becomes a follow-up with its text, day, partner and address, and is marked', async () => {
    const { slack, scoped, odco } = await openRegister();
    const message = slack
      .as(amina)
      .says(
        `<@${omar}> &lt;envoyer&gt; le projet à l’ODCO avant vendredi, voir <https://a.example/x|le texte>`,
      );
    const form = opened(await slack.as(claire).messageShortcut('follow_up_from_message', message));
    expect(form.view.state.values).toMatchObject({
      text: {
        input: {
          value: '@omar <envoyer> le projet à l’ODCO avant vendredi, voir le texte (https://a.example/x)',
        },
      },
      assignee: { input: { selected_user: omar } },
      dueOn: { input: { selected_date: '2026-11-27' } },
      partner: { input: { selected_option: { value: odco.id } } },
    });
    const seen = await slack.as(claire).submits(form);
    expect(said(seen)).toContain('envoyer');
    const [followUp] = await scoped.followUp.findMany();
    expect(followUp).toMatchObject({ origin: 'message', assigneeId: omar, partnerId: odco.id });
    expect(followUp?.sourceLink).toContain(`/archives/${partenariats}/p`);
    await vi.waitFor(() => expect(message.reactions).toEqual(['white_check_mark']));
  });

  it('becomes the note of a meeting on its own day, with who wrote it and who is mentioned', async () => {
    const { slack, scoped, odco, clock } = await openRegister();
    const message = slack
      .as(omar)
      .says(
        `Vu l’ODCO avec <@${amina}> et <@${guest}>. <!channel>\n- [ ] envoyer le projet <@${amina}> demain`,
      );
    clock.now = new Date('2026-11-25T08:00:00Z');
    const form = opened(await slack.as(claire).messageShortcut('meeting_from_message', message));
    expect(form.view.state.values).toMatchObject({
      heldOn: { input: { selected_date: '2026-11-23' } },
      partners: { input: { selected_options: [{ value: odco.id }] } },
      ourPeople: { input: { selected_users: [claire, omar, amina] } },
    });
    const doubted = await slack.as(claire).submits(form);
    expect(read(opened(doubted).view.blocks)).toContain('24 Nov 2026: that day has passed');
    const seen = await slack.as(claire).submits(opened(doubted));
    expect(said(seen)).toContain('@channel');
    const [meeting] = await scoped.meeting.findMany();
    expect(meeting?.sourceLink).toContain('/archives/');
    expect(await scoped.followUp.findMany()).toMatchObject([
      { text: 'envoyer le projet', assigneeId: amina, origin: 'note' },
    ]);
    await vi.waitFor(() => expect(message.reactions).toEqual(['white_check_mark']));
  });

  it('of a thread brings the whole thread along when that is asked for, with what was typed', async () => {
    const { slack, scoped } = await openRegister();
    const first = slack.as(omar).says('Rencontre ODCO');
    slack.as(amina).says(`Ils signent, <@${omar}>.\n- [ ] relire @claire`, { under: first });
    const form = opened(await slack.as(amina).messageShortcut('meeting_from_message', first));
    expect(form.view.state.values['notes']).toMatchObject({ input: { value: 'Rencontre ODCO' } });
    await slack.as(amina).chooses(form, 'notes', 'Mes notes');
    const whole = opened(await slack.as(amina).clicks(form, 'Reprendre tout le fil'));
    expect(read(whole.view.blocks)).not.toContain('Reprendre tout le fil');
    await savesMeeting(slack, amina, whole);
    expect((await scoped.meeting.findMany())[0]?.notes).toBe(
      'Mes notes\n\nOmar Tazi, 23 nov. 2026, 09:00\nRencontre ODCO\n\nAmina Berrada, 23 nov. 2026, 09:00\nIls signent, @omar.\n- [ ] relire @claire',
    );
    expect(await scoped.followUp.findMany()).toMatchObject([{ text: 'relire', assigneeId: claire }]);
  });

  it('of a channel that the app is not in can be taken over, and the person is told what can’t be read', async () => {
    const { slack, scoped, logged } = await openRegister();
    const first = slack.as(omar).says('ODCO', { channel: elsewhere });
    slack.as(amina).says('ok', { under: first });
    const form = opened(await slack.as(claire).messageShortcut('meeting_from_message', first));
    const same = opened(await slack.as(claire).clicks(form, 'Take the whole thread'));
    expect(read(slack.as(claire).directMessages.at(-1)?.blocks)).toContain('I can’t read that thread');
    await slack.as(claire).submits(same);
    expect(await scoped.meeting.findMany()).toMatchObject([{ notes: 'ODCO' }]);
    await vi.waitFor(() => expect(logged.join()).toContain('could not be marked'));
  });
});
