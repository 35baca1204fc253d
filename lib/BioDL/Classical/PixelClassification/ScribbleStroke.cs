namespace BioDL.Classical;

/// <summary>One stroke of one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Pixels">Its pixels, row × width + column, ascending; at least one.</param>
internal sealed record ScribbleStroke(string Name, int[] Pixels);
