namespace BioDL.Display;

/// <summary>The area between a chart's axes: from the data's coordinates to those of the drawing.</summary>
internal sealed record Plot(Axis X, Axis Y, double Left, double Right, double Top, double Bottom)
{
    public double AtX(double value) => Left + X.Position(value) * (Right - Left);

    /// <summary>Values far outside end just outside.</summary>
    public double AtY(double value) => Bottom - Math.Clamp(Y.Position(value), -0.1, 1.1) * (Bottom - Top);

    public bool Holds(double x, double y) => X.Holds(x) && Y.Holds(y);

    /// <summary>A value, or the end of the vertical axis that is nearer to it.</summary>
    public double Within(double value) => Math.Clamp(value, Y.Low, Y.High);
}
