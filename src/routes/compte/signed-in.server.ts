import type { AgentActor } from '#foundation/accounts/index.ts';
import { Forbidden } from '#kernel/errors.ts';

/** Who is signed in, with the session of this browser. */
export function signedIn({ actor, session }: App.Locals): {
	actor: AgentActor;
	session: NonNullable<App.Locals['session']>;
} {
	if (actor.kind !== 'agent' || !session) throw new Forbidden();
	return { actor, session };
}
