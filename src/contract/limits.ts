/** Lengths and counts of the wire, used by the schemas and by `<input maxLength>` alike. Characters are UTF-16 code units. */
export const limits = {
  /** e-mail address, characters (RFC 5321 path limit) */
  email: 254,
  passwordMin: 8,
  passwordMax: 128,
  /** a person's name, characters */
  name: 70,
  workspaceNameMin: 3,
  workspaceName: 70,
  /** label of app credentials, characters, one line */
  label: 128,
  /** note on an invitation, characters, one line */
  note: 200,
  /** credentials of one user in one workspace, expired ones among them */
  credentials: 100,
  /** how long a key can work beside the one that takes its place, seconds: 7 days */
  overlapSeconds: 604_800,
  /** live invitations of one workspace */
  invitations: 1000,
  /** joins that one invitation can be limited to */
  invitationUses: 100_000,
  /** members sent along with each workspace */
  membersShown: 10,
  membersPage: 50,
  membersPageMax: 500,
  searchText: 254,
  /** users that a log-in by name offers at once */
  usersShown: 50,
  /** one request body, bytes */
  body: 1_048_576,
  /** depth of a JSON body or preference */
  depth: 64,
  /** all preferences of one user as JSON, bytes */
  preferences: 262_144,
  preferencePath: 8,
  preferenceChanges: 100,
  /** an address to probe, characters */
  probeUrl: 8192,
  /** life of a token on request, seconds (ClearML's maximum, one year) */
  tokenSeconds: 31_536_000,
  /** life of an invitation by default, seconds: 7 days */
  invitationSeconds: 604_800,
} as const;
