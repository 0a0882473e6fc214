import type { Role } from '#contract/index.ts';

/** What somebody may try to do; people and links are numbers. */
export type Step =
  | { readonly kind: 'invite'; readonly who: number; readonly role: 'admin' | 'member'; readonly uses: number | null }
  | { readonly kind: 'join' | 'revoke'; readonly who: number; readonly link: number }
  | { readonly kind: 'leave'; readonly who: number; readonly heir: number | null }
  | { readonly kind: 'role'; readonly who: number; readonly whom: number; readonly role: Role }
  | { readonly kind: 'remove'; readonly who: number; readonly whom: number }
  | { readonly kind: 'key'; readonly who: number }
  | { readonly kind: 'seats'; readonly seats: number | null };

interface Link {
  readonly maker: number;
  readonly role: 'admin' | 'member';
  readonly made: number;
  uses: number;
  readonly most: number | null;
  revoked: boolean;
}

const power: Record<Role, number> = { owner: 2, admin: 1, member: 0 };

/** A workspace as the documentation describes it, said as simply as can be: what each step must answer, and what is there afterwards. */
export class WorkspaceModel {
  readonly members = new Map<number, Role>([[0, 'owner']]);
  readonly keys = new Map<number, number>();
  readonly links: Link[] = [];
  seats: number | null = null;
  private readonly gone = new Map<number, number>();
  private now = 0;

  /** `ok`, or the name of the error. */
  take(step: Step): string {
    this.now += 1;
    if (step.kind === 'seats') {
      this.seats = step.seats;
      return 'ok';
    }
    if (step.kind === 'join') return this.join(step.who, this.links[step.link]);
    const role = this.members.get(step.who);
    if (role === undefined) return 'unknown_workspace';
    if (step.kind === 'key') this.keys.set(step.who, (this.keys.get(step.who) ?? 0) + 1);
    if (step.kind === 'leave') return this.leave(step.who, role, step.heir);
    if (step.kind === 'role') return this.setRole(role, step.whom, step.role);
    if (step.kind === 'remove') return this.remove(step.who, role, step.whom);
    if ((step.kind === 'invite' || step.kind === 'revoke') && role === 'member') return 'not_permitted';
    if (step.kind === 'invite')
      this.links.push({ maker: step.who, role: step.role, made: this.now, uses: 0, most: step.uses, revoked: false });
    if (step.kind === 'revoke') {
      const link = this.links[step.link];
      // one that is used up has ended already
      if (link !== undefined && (link.most === null || link.uses < link.most)) link.revoked = true;
    }
    return 'ok';
  }

  private join(who: number, link: Link | undefined): string {
    if (link === undefined) return 'invitation_unknown';
    if (this.members.has(who)) return 'ok';
    if (link.revoked) return 'invitation_revoked';
    if ((this.gone.get(who) ?? -1) >= link.made) return 'invitation_revoked';
    if (link.most !== null && link.uses >= link.most) return 'invitation_used_up';
    if (this.seats !== null && this.members.size >= this.seats) return 'workspace_full';
    link.uses += 1;
    this.members.set(who, link.role);
    return 'ok';
  }

  private owners(except: number): number {
    return [...this.members].filter(([who, role]) => role === 'owner' && who !== except).length;
  }

  private endRights(who: number): void {
    this.keys.delete(who);
    for (const link of this.links) if (link.maker === who) link.revoked = true;
  }

  private drop(who: number): void {
    this.endRights(who);
    this.members.delete(who);
    this.gone.set(who, this.now);
  }

  private leave(who: number, role: Role, heir: number | null): string {
    if (heir === null && role === 'owner' && this.members.size > 1 && this.owners(who) === 0) return 'last_owner';
    if (heir !== null) {
      if (role !== 'owner') return 'not_permitted';
      if (heir === who || !this.members.has(heir)) return 'invalid_user_id';
      this.members.set(heir, 'owner');
    }
    this.drop(who);
    // nobody's any more, it ends
    if (this.members.size === 0) this.links.length = 0;
    return 'ok';
  }

  private setRole(by: Role, whom: number, to: Role): string {
    if (by !== 'owner') return 'not_permitted';
    const from = this.members.get(whom);
    if (from === undefined) return 'invalid_user_id';
    if (from === to) return 'ok';
    if (from === 'owner' && this.owners(whom) === 0) return 'last_owner';
    this.members.set(whom, to);
    if (power[to] < power[from]) this.keys.delete(whom);
    if (to === 'member') for (const link of this.links) if (link.maker === whom) link.revoked = true;
    return 'ok';
  }

  private remove(who: number, by: Role, whom: number): string {
    if (by === 'member' || who === whom) return 'not_permitted';
    const role = this.members.get(whom);
    if (role === undefined) return 'invalid_user_id';
    if (by === 'admin' && role !== 'member') return 'not_permitted';
    this.drop(whom);
    return 'ok';
  }
}
