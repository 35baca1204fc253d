namespace BioDL.Images;

/// <summary>Optical densities in red, green and blue, as a vector.</summary>
internal readonly record struct Direction(double Red, double Green, double Blue)
{
    public double Length => Math.Sqrt(Dot(this));

    public double Dot(Direction other) => Red * other.Red + Green * other.Green + Blue * other.Blue;

    public Direction Cross(Direction other) => new(
        Green * other.Blue - Blue * other.Green, Blue * other.Red - Red * other.Blue, Red * other.Green - Green * other.Red);

    public Direction Times(double factor) => new(Red * factor, Green * factor, Blue * factor);

    public Direction Plus(Direction other) => new(Red + other.Red, Green + other.Green, Blue + other.Blue);

    public Direction Unit() => Times(1 / Length);
}
