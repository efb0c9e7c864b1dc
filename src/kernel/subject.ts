/** What audit, search and validation speak about, without knowing more of it. */
export type Subject = { kind: string; id: string };
