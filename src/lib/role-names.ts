/** The roles of a workspace in the words of the interface. */
export const roleNames = { owner: 'Owner', admin: 'Admin', member: 'Member' } as const;
