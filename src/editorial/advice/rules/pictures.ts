import type { Block, PictureUse } from '#editorial/content/index.ts';
import type { Advice, AdviceWhere, Rule, Subject } from '../advice.ts';

/** RGAA 1.1: a picture says in words what it brings, unless the library holds it as decorative. */
export const pictures: Rule = (subject) =>
	subject.content.body.content.flatMap((block, index) => inBlock(subject, block, { field: 'body', block: index }));

/** The cover is the picture that goes everywhere: lists, letters, feeds, social networks. */
export const covers: Rule = (subject) => {
	const { content } = subject;
	const variants = Object.entries(content.variants).map(([structure, { cover }]) => ({ cover, structure }));
	return [{ cover: content.cover, structure: undefined }, ...variants].flatMap(({ cover, structure }): Advice[] =>
		cover && isMute(subject, cover)
			? [
					{
						code: 'cover-alt-missing',
						level: 'blocks',
						title: 'Image de une sans texte de remplacement',
						detail: 'Dites en une phrase ce qu’elle montre : sans cela, qui ne la voit pas n’en sait rien (RGAA 1.1).',
						where: { field: 'cover', ...(structure && { structure }) }
					}
				]
			: []
	);
};

function inBlock(subject: Subject, block: Block, where: AdviceWhere): Advice[] {
	if (block.type === 'gallery') return block.content.flatMap((image) => inBlock(subject, image, where));
	if (block.type === 'video') return transcript(block, where);
	if (block.type !== 'image' || !isMute(subject, block.attrs)) return [];
	return [
		{
			code: 'alt-missing',
			level: 'blocks',
			title: 'Image sans texte de remplacement',
			detail: 'Dites en une phrase ce qu’elle apporte, ou déclarez-la décorative dans la médiathèque (RGAA 1.1).',
			where
		}
	];
}

/** RGAA 4.1: what is said in a video is written beside it. */
const transcript = (video: Extract<Block, { type: 'video' }>, where: AdviceWhere): Advice[] =>
	video.content?.length
		? []
		: [
				{
					code: 'transcript-missing',
					level: 'blocks',
					title: 'Vidéo sans transcription',
					detail: 'Écrivez sous la vidéo ce qui s’y dit et s’y voit : c’est obligatoire (RGAA 4.1).',
					where
				}
			];

/** A picture that is not known here is judged where it is. */
function isMute({ media }: Subject, use: PictureUse): boolean {
	const known = media.get(use.media);
	return !use.alt?.trim() && known !== undefined && !known.decorative && !known.altText.trim();
}
