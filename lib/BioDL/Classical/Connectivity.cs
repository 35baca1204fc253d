namespace BioDL.Classical;

/// <summary>Which pixels count as neighbours.</summary>
public enum Connectivity
{
    /// <summary>The 4 pixels that share a side (scikit-image: connectivity 1).</summary>
    Four = 4,

    /// <summary>The 8 pixels that share a side or a corner (scikit-image: connectivity 2).</summary>
    Eight = 8,
}
