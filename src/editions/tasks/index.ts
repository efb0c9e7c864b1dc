export { taskKinds, taskLabels, type Task, type TaskKind } from './task.ts';
