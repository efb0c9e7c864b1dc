export { canAnswerRequest } from './can.ts';
export { requestStateLabels, type CommunicationRequest, type RequestInput, type RequestState } from './request.ts';
