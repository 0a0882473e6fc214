import type { organization } from '#contract/index.ts';
import { manages } from '#contract/policy.ts';

type Workspace = organization.Workspace;
type Member = organization.Member;

/** Something that is offered; `reason`: why not now. */
export interface Offer {
  readonly reason?: string;
}

/** Whether one may remove others. */
export const removes = ({ actions }: Workspace): boolean => actions?.includes('remove_member') === true;

/** Whether one may see and end the keys of others: also where nobody is removed. */
export const managesKeys = ({ actions }: Workspace): boolean => actions?.includes('manage_keys') === true;

/** Whether one may change roles. */
export const setsRoles = ({ actions }: Workspace): boolean => actions?.includes('set_role') === true;

/** Changing a member's role; undefined where that is not one's to do. `me`: one's own id. */
export const roleOffer = (workspace: Workspace, member: Member, me: string | undefined): Offer | undefined => {
  if (!setsRoles(workspace)) return undefined;
  if (member.personal === true)
    return { reason: `This is ${member.id === me ? 'your' : 'their'} personal workspace: its owner stays its owner.` };
  const others = workspace.owners.filter(({ id }) => id !== member.id);
  if (member.role !== 'owner' || others.some(({ disabled }) => !disabled)) return {};
  const why = others.length === 0 ? 'A workspace keeps at least one owner.' : 'The accounts of its other owners are disabled.';
  return { reason: `${why} Make somebody else an owner first.` };
};

/** Removing a member; undefined for oneself, who leaves, and where nobody is one's to remove. */
export const removalOffer = (workspace: Workspace, member: Member, me: string | undefined): Offer | undefined => {
  if (!removes(workspace) || member.id === me) return undefined;
  if (member.personal === true) return { reason: 'This is their personal workspace. They stay in it.' };
  return manages(workspace.role ?? 'member', member.role) ? {} : { reason: 'Only owners remove owners and admins.' };
};

/** Whether one may see and end a member's keys: one's own too. */
export const seesKeys = (workspace: Workspace, member: Member, me: string | undefined): boolean =>
  managesKeys(workspace) && (member.id === me || manages(workspace.role ?? 'member', member.role));

/** Whether a member can be one of several that something is done to at once: never oneself. */
export const isSelectable = (workspace: Workspace, member: Member, me: string | undefined): boolean => {
  const removal = removalOffer(workspace, member, me);
  return removal !== undefined && removal.reason === undefined;
};
