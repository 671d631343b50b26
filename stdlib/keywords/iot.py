"""Keywords of hardware: pins, I2C and SPI buses, sensors, displays, relays, buzzers, cameras.

Declarations only. They need a host that grants the iot capability, such as a board at the edge.
"""

from __future__ import annotations

from typing import Any

from stdlib.api import keyword


@keyword("GPIO MODE pin:int, mode:word(INPUT|OUTPUT|PULLUP|PULLDOWN)", result="none", capability="iot", effect="write")
async def gpio_mode(ctx: Any, **arguments: Any) -> None:
    """Set whether a pin reads or drives.

    Example:
        GPIO MODE 17, OUTPUT
    """


@keyword("GPIO SET pin:int, level:word(HIGH|LOW)", result="none", capability="iot", effect="send")
async def gpio_set(ctx: Any, **arguments: Any) -> None:
    """Drive a pin high or low.

    Example:
        GPIO SET 17, HIGH
    """


@keyword("GPIO GET pin:int", result="int", capability="iot", effect="read")
async def gpio_get(ctx: Any, **arguments: Any) -> None:
    """The level of a pin: 1 or 0.

    Example:
        pressed = GPIO GET 22
    """


@keyword("GPIO PWM pin:int, duty:number", result="none", capability="iot", effect="send")
async def gpio_pwm(ctx: Any, **arguments: Any) -> None:
    """Drive a pin with pulses, by percent of the time.

    Example:
        GPIO PWM 18, 50
    """


@keyword("GPIO SERVO pin:int, angle:number", result="none", capability="iot", effect="send")
async def gpio_servo(ctx: Any, **arguments: Any) -> None:
    """Turn a servo to an angle in degrees.

    Example:
        GPIO SERVO 18, 90
    """


@keyword("I2C SCAN bus:int", result="list", capability="iot", effect="read")
async def i2c_scan(ctx: Any, **arguments: Any) -> None:
    """The addresses that answer on an I2C bus.

    Example:
        found = I2C SCAN 1
    """


@keyword("I2C READ address:any, register:any, count:int", result="list", capability="iot", effect="read")
async def i2c_read(ctx: Any, **arguments: Any) -> None:
    """Bytes read from a register of an I2C device.

    Example:
        bytes = I2C READ 72, 0, 2
    """


@keyword("I2C WRITE address:any, register:any, value:int", result="none", capability="iot", effect="send")
async def i2c_write(ctx: Any, **arguments: Any) -> None:
    """Write a byte into a register of an I2C device.

    Example:
        I2C WRITE 72, 1, 96
    """


@keyword("SPI OPEN device:int, select:int, hertz:int", result="none", capability="iot", effect="write")
async def spi_open(ctx: Any, **arguments: Any) -> None:
    """Open an SPI device at a clock rate in Hz.

    Example:
        SPI OPEN 0, 0, 500000
    """


@keyword("SPI TRANSFER bytes:list", result="list", capability="iot", effect="send")
async def spi_transfer(ctx: Any, **arguments: Any) -> None:
    """Send bytes over SPI; gives those that came back.

    Example:
        answer = SPI TRANSFER [1, 128, 0]
    """


@keyword("SPI CLOSE device:int, select:int", result="none", capability="iot", effect="write")
async def spi_close(ctx: Any, **arguments: Any) -> None:
    """Close an SPI device.

    Example:
        SPI CLOSE 0, 0
    """


@keyword("READ TEMPERATURE pin:any", result="number", capability="iot", effect="read")
async def read_temperature(ctx: Any, **arguments: Any) -> None:
    """The temperature of a sensor in degrees Celsius.

    Example:
        TALK READ TEMPERATURE 4
    """


@keyword("READ HUMIDITY pin:any", result="number", capability="iot", effect="read")
async def read_humidity(ctx: Any, **arguments: Any) -> None:
    """The humidity of a sensor in percent.

    Example:
        TALK READ HUMIDITY 4
    """


@keyword("READ DISTANCE trigger:int, echo:int", result="number", capability="iot", effect="read")
async def read_distance(ctx: Any, **arguments: Any) -> None:
    """The distance that an ultrasonic sensor measures, in centimetres.

    Example:
        TALK READ DISTANCE 23, 24
    """


@keyword("READ MOTION pin:int", result="bool", capability="iot", effect="read")
async def read_motion(ctx: Any, **arguments: Any) -> None:
    """True when a sensor sees something move.

    Example:
        IF READ MOTION 25 THEN TALK "Somebody is there"
    """


@keyword("READ LIGHT channel:int", result="number", capability="iot", effect="read")
async def read_light(ctx: Any, **arguments: Any) -> None:
    """The brightness that a sensor measures.

    Example:
        TALK READ LIGHT 0
    """


@keyword("LCD INIT address:any, columns:int, rows:int", result="none", capability="iot", effect="write")
async def lcd_init(ctx: Any, **arguments: Any) -> None:
    """Prepare a text display.

    Example:
        LCD INIT 39, 16, 2
    """


@keyword(
    "LCD PRINT text:any", "LCD PRINT row:int, column:int, text:any", result="none", capability="iot", effect="send"
)
async def lcd_print(ctx: Any, **arguments: Any) -> None:
    """Write on a text display, at a row and column when given.

    Example:
        LCD PRINT 0, 0, "Welcome"
    """


@keyword("LCD CLEAR", result="none", capability="iot", effect="send")
async def lcd_clear(ctx: Any, **arguments: Any) -> None:
    """Clear a text display.

    Example:
        LCD CLEAR
    """


@keyword("OLED INIT address:any, width:int, height:int", result="none", capability="iot", effect="write")
async def oled_init(ctx: Any, **arguments: Any) -> None:
    """Prepare a graphic display.

    Example:
        OLED INIT 60, 128, 64
    """


@keyword(
    "OLED PRINT text:any",
    "OLED PRINT x:int, y:int, text:any[, size:int]",
    result="none",
    capability="iot",
    effect="send",
)
async def oled_print(ctx: Any, **arguments: Any) -> None:
    """Write on a graphic display, at a place and in a size when given.

    Example:
        OLED PRINT 0, 16, "Hello", 2
    """


@keyword(
    "OLED DRAW shape:text, x:int, y:int, measures...:any",
    "OLED DRAW shape:text, x:int, y:int",
    result="none",
    capability="iot",
    effect="send",
)
async def oled_draw(ctx: Any, **arguments: Any) -> None:
    """Draw a point, a line, a box or a circle on a graphic display.

    Example:
        OLED DRAW "circle", 64, 32, 10
    """


@keyword("OLED CLEAR", result="none", capability="iot", effect="send")
async def oled_clear(ctx: Any, **arguments: Any) -> None:
    """Clear a graphic display.

    Example:
        OLED CLEAR
    """


@keyword("RELAY SET pin:int, state:word(ON|OFF)", result="none", capability="iot", effect="send")
async def relay_set(ctx: Any, **arguments: Any) -> None:
    """Switch a relay on or off.

    Example:
        RELAY SET 27, ON
    """


@keyword(
    "BUZZER pin:int, seconds:number",
    "BUZZER pin:int, hertz:number, seconds:number",
    result="none",
    capability="iot",
    effect="send",
)
async def buzzer(ctx: Any, **arguments: Any) -> None:
    """Sound a buzzer for some seconds, at a pitch when given.

    Example:
        BUZZER 12, 440, 0.5
    """


@keyword("CAPTURE PHOTO", result="file", capability="iot", effect="read")
async def capture_photo(ctx: Any, **arguments: Any) -> None:
    """A picture from the camera of the device.

    Example:
        SEND FILE CAPTURE PHOTO
    """
