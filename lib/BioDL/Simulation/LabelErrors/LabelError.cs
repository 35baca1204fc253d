namespace BioDL.Simulation;

/// <summary>One mistake that was planted.</summary>
/// <param name="Label">The object, by its number in the true labels.</param>
/// <param name="Kind">What was done to it.</param>
/// <param name="Into">Of a merged object the neighbour whose number it bears now; of one with a wrong class that class; else null.</param>
/// <param name="PixelsBefore">Its pixels in the true labels.</param>
/// <param name="PixelsAfter">The pixels that bear its number now.</param>
public sealed record LabelError(int Label, LabelErrorKind Kind, int? Into, int PixelsBefore, int PixelsAfter);
