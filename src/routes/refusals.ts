import { fail, type ActionFailure } from '@sveltejs/kit';
import { Conflict, DomainError, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';

/** The one place where what the domain refuses becomes an HTTP status. */
export function statusOf(error: unknown): number | undefined {
	if (error instanceof NotFound) return 404;
	if (error instanceof Forbidden) return 403;
	if (error instanceof Invalid) return 400;
	if (error instanceof Conflict) return 409;
	return error instanceof DomainError ? 400 : undefined;
}

export type FormFault = { message: string; fields: Record<string, string> };

/**
 * For form actions: does the work, or gives the form back with its faults and with what was typed (`kept`, never a
 * password). What is neither `Invalid` nor `Conflict` is thrown on, and becomes an error page.
 */
export async function attempt<Kept extends Record<string, unknown>>(
	kept: Kept,
	work: () => Promise<void>
): Promise<ActionFailure<FormFault & Kept> | undefined> {
	try {
		await work();
		return undefined;
	} catch (error) {
		if (error instanceof Invalid) return fail(400, { ...kept, message: error.message, fields: error.fields });
		if (error instanceof Conflict) return fail(409, { ...kept, message: error.message, fields: {} });
		throw error;
	}
}

/** A field of a form as text; what is missing or is a file counts as empty. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
