import type { ScopedDatabase } from '../database/scope.js';
import type { Role } from './role.js';

/** The office as administrators set it: people by Slack user id, and the channel for what concerns all of them. */
export interface Office {
  readonly officers: readonly string[];
  readonly heads: readonly string[];
  readonly channelId: string | null;
}

const inOffice: Role[] = ['officer', 'head'];

/** The role of one person. */
export async function roleOf(database: ScopedDatabase, userId: string): Promise<Role> {
  const member = await database.member.findFirst({
    where: { slackUserId: userId },
    select: { role: true },
  });
  return member?.role ?? 'focal_point';
}

/** The officers and heads who are still there, by Slack user id. Empty where nobody has set any. */
export async function officers(database: ScopedDatabase): Promise<string[]> {
  const rows = await database.member.findMany({
    where: { role: { in: inOffice }, leftAt: null },
    select: { slackUserId: true },
    orderBy: { slackUserId: 'asc' },
  });
  return rows.map(({ slackUserId }) => slackUserId);
}

/** The office as it is set. Whoever has left is not in it. */
export async function readOffice(database: ScopedDatabase): Promise<Office> {
  const [workspace, members] = await Promise.all([
    database.workspace.findFirst({ select: { officeChannelId: true } }),
    database.member.findMany({
      where: { role: { in: inOffice }, leftAt: null },
      orderBy: { slackUserId: 'asc' },
    }),
  ]);
  const of = (role: Role) => members.filter((each) => each.role === role).map((each) => each.slackUserId);
  return { officers: of('officer'), heads: of('head'), channelId: workspace?.officeChannelId ?? null };
}

/** Writes who is in the office and its channel. Someone named as both is a head. */
export async function writeOffice(database: ScopedDatabase, office: Office): Promise<void> {
  await database.workspace.update({
    where: { id: database.workspaceId },
    data: { officeChannelId: office.channelId },
  });
  const named = new Map<string, Role>([
    ...office.officers.map((id) => [id, 'officer'] as const),
    ...office.heads.map((id) => [id, 'head'] as const),
  ]);
  await database.member.updateMany({
    where: { role: { in: inOffice }, slackUserId: { notIn: [...named.keys()] } },
    data: { role: 'focal_point' },
  });
  await database.member.createMany({
    data: [...named].map(([slackUserId, role]) => ({ slackUserId, role })),
    skipDuplicates: true,
  });
  for (const role of ['officer', 'head'] as const) {
    const ids = [...named].filter(([, each]) => each === role).map(([id]) => id);
    await database.member.updateMany({ where: { slackUserId: { in: ids } }, data: { role } });
  }
}
