import type { Media } from '#foundation/media/index.ts';
import type { ChannelContext, Warning } from '../channel.ts';
import type { PictureUse } from '../document.ts';

/** A picture with the words that go with it here: those of its use, else those of the library. */
export type ShownPicture = { media: Media; alt: string; caption: string; credit: string };

/** Never silent: an image that nobody described says so, rather than vanish from what is read aloud. */
export const undescribed = 'Image non décrite';

/** What a use of a picture shows; undefined, with a warning, when the library does not have it. */
export function showPicture(use: PictureUse, context: ChannelContext, warnings: Warning[]): ShownPicture | undefined {
	const media = context.media.get(use.media);
	if (!media || media.kind !== 'image') {
		warnings.push({
			code: 'media-missing',
			message: 'Une image n’est plus dans la médiathèque : elle n’apparaît pas.'
		});
		return undefined;
	}
	const alt = use.alt || media.altText;
	if (!alt && !media.decorative)
		warnings.push({ code: 'alt-missing', message: `L’image « ${media.name} » n’a pas de texte de remplacement.` });
	return {
		media,
		alt: alt || (media.decorative ? '' : undescribed),
		caption: use.caption || media.caption,
		credit: use.credit || media.credit
	};
}
