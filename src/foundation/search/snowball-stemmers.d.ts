declare module 'snowball-stemmers' {
	const snowball: { newStemmer(language: 'french'): { stem(word: string): string } };
	export default snowball;
}
