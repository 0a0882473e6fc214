import { useState } from 'react';
import type { organization } from '#contract/index.ts';
import { isListed } from './listing.ts';
import type { Listing } from './queries.ts';

type Member = organization.Member;

/** Members by id. */
export type Selected = ReadonlyMap<string, Member>;

export interface Selection {
  readonly selected: Selected;
  /** how many the last change of the listing, or of the list, took out */
  readonly dropped: number;
  readonly choose: (members: readonly Member[], chosen: boolean) => void;
  readonly clear: () => void;
  /** takes out who is not among them; they are all that is listed */
  readonly keep: (members: readonly Member[]) => void;
}

/** The members that are selected. They stay so whatever is in view; a search or filter that they do not match takes them out. */
export const useSelection = (listing: Listing): Selection => {
  const [selected, setSelected] = useState<Selected>(new Map());
  const [dropped, setDropped] = useState(0);
  const [seen, setSeen] = useState(listing);

  const keepOnly = (stays: (member: Member) => boolean): void => {
    const kept = [...selected].filter(([, member]) => stays(member));
    setDropped(selected.size - kept.length);
    if (kept.length < selected.size) setSelected(new Map(kept));
  };
  if (listing !== seen) {
    setSeen(listing);
    keepOnly((member) => isListed(member, listing));
  }

  const choose = (members: readonly Member[], chosen: boolean): void => {
    setDropped(0);
    setSelected((before) => {
      const after = new Map(before);
      for (const member of members) {
        if (chosen) after.set(member.id, member);
        else after.delete(member.id);
      }
      return after;
    });
  };
  return {
    selected,
    dropped,
    choose,
    clear: () => choose([...selected.values()], false),
    keep: (members) => {
      const ids = new Set(members.map(({ id }) => id));
      if ([...selected.keys()].some((id) => !ids.has(id))) keepOnly(({ id }) => ids.has(id));
    },
  };
};
