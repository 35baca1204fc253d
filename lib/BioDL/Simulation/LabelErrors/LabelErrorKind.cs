namespace BioDL.Simulation;

/// <summary>Mistakes of people who outline objects.</summary>
public enum LabelErrorKind
{
    /// <summary>The object was overlooked.</summary>
    Missed,

    /// <summary>The object was drawn as one with its nearest neighbour.</summary>
    Merged,

    /// <summary>The outline lies beside the object.</summary>
    Shifted,

    /// <summary>The outline is too narrow.</summary>
    Eroded,

    /// <summary>The outline is too wide, as far as background goes.</summary>
    Dilated,

    /// <summary>The outline is jagged, as drawn in a hurry.</summary>
    Jagged,

    /// <summary>The outline is right, but the object was given another class.</summary>
    WrongClass,
}
