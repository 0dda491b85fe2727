import { describe, expect, it } from 'vitest';
import { isOfficer } from '../../src/workspace/role.js';
import { officers, roleOf } from '../../src/workspace/role-store.js';
import { amina, claire, direction, omar, openDesk, youssef } from '../support/desk.js';
import { opened } from '../support/reading.js';

describe('who works in the office', () => {
  it('is set by administrators, and can be taken back', async () => {
    const { slack, database } = await openDesk();
    const scoped = database.scoped(slack.teamId);
    const settings = async () => opened(await slack.as(youssef).command('/partner settings'));
    await slack
      .as(youssef)
      .submits(await settings(), { officers: [amina, claire], heads: [omar], officeChannel: direction });
    expect(await officers(scoped)).toEqual([amina, claire, omar]);
    expect(await roleOf(scoped, omar)).toBe('head');
    expect(await scoped.workspace.findFirst()).toMatchObject({ officeChannelId: direction });
    expect((await settings()).view.state.values).toMatchObject({
      officers: { input: { selected_users: [amina, claire] } },
      heads: { input: { selected_users: [omar] } },
      officeChannel: { input: { selected_conversation: direction } },
    });

    await slack.as(youssef).submits(await settings(), { officers: [omar], heads: [] });
    expect(await officers(scoped)).toEqual([omar]);
    expect(await roleOf(scoped, amina)).toBe('focal_point');
    await slack.as(youssef).command('/partner annuler');
    expect(await officers(scoped)).toEqual([amina, claire, omar]);
  });

  it('are members only', async () => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(youssef).command('/partner settings'));
    const seen = await slack.as(youssef).submits(form, { heads: ['U0GUEST'] });
    expect(seen.errors).toEqual({ heads: expect.stringMatching(/collègues de cet espace/) });
  });

  it('are officers, heads and the administrators of Slack', async () => {
    const { slack, database } = await openDesk();
    const scoped = database.scoped(slack.teamId);
    await scoped.member.createMany({
      data: [
        { slackUserId: amina, role: 'officer' },
        { slackUserId: omar, role: 'head' },
      ],
    });
    const asks = (id: string, administrator = false) =>
      isOfficer({
        person: { id, administrator, name: id, language: 'fr', timeZone: 'UTC' },
        database: scoped,
      });
    expect(await Promise.all([asks(amina), asks(omar), asks(claire), asks(claire, true)])).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});
