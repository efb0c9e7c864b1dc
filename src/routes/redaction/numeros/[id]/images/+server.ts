/** A picture of the issue’s own texts goes to the library as one of an article does. */
export { POST } from '../../../articles/[id]/images/+server.ts';
