/** All that can be recorded as done in a workspace (`action` of an event). */
export const eventActions = [
  'workspace.create',
  'workspace.rename',
  'workspace.set_seats',
  'workspace.delete',
  'member.join',
  'member.leave',
  'member.remove',
  'member.set_role',
  'invitation.create',
  'invitation.revoke',
  'credentials.create',
  'credentials.rotate',
  'credentials.revoke',
] as const;
export type EventAction = (typeof eventActions)[number];
