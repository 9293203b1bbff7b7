"""证明材料: exhibits, each filed once, sealed, and used wherever it fits."""
