using BioDL.Images;

namespace BioDL.Display;

/// <summary>Hit, missed and invented pixels in the colours of <see cref="LineStyle"/>.</summary>
internal static class ErrorMap
{
    private static readonly (byte, byte, byte) Hit = (0x56, 0xB4, 0xE9), Missed = (0xD5, 0x5E, 0x00), Invented = (0xF0, 0xE4, 0x42);

    public static Picture Show(Mask predicted, Mask truth, string title)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(truth);
        Shape.RequireSame(truth.Height, truth.Width, predicted.Height, predicted.Width, "Truth and prediction");
        int hit = 0, missed = 0, invented = 0;
        for (var i = 0; i < truth.Values.Length; i++)
        {
            hit += truth.Values[i] && predicted.Values[i] ? 1 : 0;
            missed += truth.Values[i] && !predicted.Values[i] ? 1 : 0;
            invented += !truth.Values[i] && predicted.Values[i] ? 1 : 0;
        }
        var raster = new Raster(truth.Width, truth.Height, (y, x, _) => (truth[y, x], predicted[y, x]) switch
        {
            (true, true) => Hit,
            (true, false) => Missed,
            (false, true) => Invented,
            _ => default,
        });
        return new Picture(raster, truth.PixelSize ?? predicted.PixelSize)
        {
            Title = title,
            Subject = $"error map, {hit} pixels hit, {missed} missed, {invented} invented",
            Keys = [(LineStyle.Hit.Colour, $"hit ({hit} px)"), (LineStyle.Missed.Colour, $"missed ({missed} px)"), (LineStyle.Invented.Colour, $"invented ({invented} px)")],
        };
    }
}
