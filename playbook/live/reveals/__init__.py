"""What a closed vote shows to the room, part by part: a module for each stage that has several."""
