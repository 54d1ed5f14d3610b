export { firstDay, monthAt, monthOf, monthsBack, shiftedMonth as shifted } from '@smartstart/units';
