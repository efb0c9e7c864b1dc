export { addFile, addImage, uploadImage } from './commands.server.ts';
export { encodePicture } from './picture.server.ts';
export { findMedia, listMedia, loadMedia, openFile, openPicture } from './queries.server.ts';
