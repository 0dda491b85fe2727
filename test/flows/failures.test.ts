import { describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '../support/database.js';
import { amina, claire, openDesk } from '../support/desk.js';
import { opened, said } from '../support/reading.js';

describe('when the database fails', () => {
  it('a command says so, with a reference that the log has too', async () => {
    const database = await freshDatabase({ lasting: false });
    const { slack, logged } = await openDesk({ database });
    await slack.as(claire).command('/partner');
    await database.close();
    const answer = said(await slack.as(claire).command('/partner leads'));
    const reference = /reference: (REF\d+)/.exec(answer)?.[1];
    expect(reference).toBeDefined();
    expect(logged.filter((line) => line.includes(`"${reference}"`))).toHaveLength(1);
  });

  it('a form says so itself, stays open and keeps what was typed', async () => {
    const database = await freshDatabase({ lasting: false });
    const { slack } = await openDesk({ database });
    const form = opened(await slack.as(amina).command('/partner lead'));
    await database.close();
    const seen = await slack.as(amina).submits(form, { newPartner: 'ODCO', object: 'Stages' });
    expect(Object.values(seen.errors)).toEqual([expect.stringMatching(/rien n’a été modifié.*REF\d/)]);
    expect(opened(seen).view.state.values['object']).toMatchObject({ input: { value: 'Stages' } });
  });
});

describe('when Slack fails', () => {
  it('and does not tell who asks, the person is told, and is served when it does again', async () => {
    const { slack } = await openDesk();
    slack.failNext('users.info', { error: 'internal_error' });
    expect(said(await slack.as(claire).command('/partner help'))).toContain('Something went wrong');
    expect(said(await slack.as(claire).command('/partner help'))).toContain('/partner lead');
  });

  it('and takes no ephemeral card, it comes as a direct message', async () => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(claire).command('/partner lead'));
    slack.failNext('chat.postEphemeral', { error: 'not_in_channel' });
    await slack.as(claire).submits(form, { newPartner: 'ODCO', object: 'Internships' });
    expect(slack.as(claire).directMessages).toHaveLength(1);
  });
});

describe('when something takes long', () => {
  /** A Slack that keeps the app waiting while it is held. */
  function heldSlack() {
    let held: Promise<void> = Promise.resolve();
    let release: () => void = () => undefined;
    return {
      answers: () => held,
      hold: () => {
        held = new Promise((resolve) => {
          release = resolve;
        });
      },
      release: () => release(),
    };
  }

  it('the form says that it may be sent again, and what was typed is kept once', async () => {
    const holding = heldSlack();
    const { slack, database } = await openDesk({
      patience: { command: 600, submission: 700 },
      slackAnswers: holding.answers,
    });
    const form = opened(await slack.as(claire).command('/partner lead'));
    await slack.as(claire).writes(form, 'newPartner', 'ODCO');
    await slack.sendEvent({ type: 'user_change', user: { id: claire } });
    holding.hold();
    const submitting = slack.as(claire).submits(form, { object: 'Internships' });
    await vi.waitFor(() => expect(form.errors).not.toEqual({}), { timeout: 10_000 });
    expect(Object.values(form.errors)).toEqual([
      expect.stringContaining('appuyez de nouveau sur Enregistrer'),
    ]);
    holding.release();
    await submitting;
    await slack.as(claire).submits(form);
    expect(slack.as(claire).modal).toBeUndefined();
    expect(await database.scoped(slack.teamId).lead.count()).toBe(1);
    expect(slack.as(claire).ephemerals).toHaveLength(1);
  });

  it('a command is acknowledged, and answered when it can be', async () => {
    const holding = heldSlack();
    const { slack } = await openDesk({
      patience: { command: 5, submission: 2_300 },
      slackAnswers: holding.answers,
    });
    holding.hold();
    const asking = slack.as(claire).command('/partner help');
    setTimeout(holding.release, 20);
    expect(said(await asking)).toContain('/partner lead');
    expect(slack.calls.map(({ method }) => method)).toContain('response_url');
  });
});
