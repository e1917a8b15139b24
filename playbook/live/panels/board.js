const board = () => null;
